import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.CertificatePinner;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Answers one line of standard input with one line of standard output.
 *
 * <p>"connect HOST PORT ANCHORS" connects with a pin that no key has and gives the exception's message;
 * "clean CHAIN ANCHORS" gives the SHA-256 of each certificate of the cleaned chain. Line breaks come as \n.
 */
public final class OkHttpPaths {
  private static final String NO_KEY = "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  public static void main(String[] arguments) throws Exception {
    OkHttpClient base =
        new OkHttpClient.Builder()
            .dns(host -> List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})))
            .hostnameVerifier((host, session) -> true)
            .callTimeout(20, TimeUnit.SECONDS)
            .retryOnConnectionFailure(false)
            .build();
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ");
      String answer =
          words[0].equals("connect") ? connect(base, words[1], words[2], words[3]) : clean(words[1], words[2]);
      System.out.println(answer.replace("\n", "\\n"));
    }
    base.dispatcher().executorService().shutdown();
    base.connectionPool().evictAll();
  }

  private static String connect(OkHttpClient base, String host, String port, String anchors) throws Exception {
    X509TrustManager trust = new AcceptAll(read(anchors));
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {trust}, null);
    OkHttpClient client =
        base.newBuilder()
            .sslSocketFactory(tls.getSocketFactory(), trust)
            .certificatePinner(new CertificatePinner.Builder().add(host, NO_KEY).build())
            .build();
    Request request = new Request.Builder().url("https://" + host + ":" + port + "/").build();
    try (Response response = client.newCall(request).execute()) {
      return "connected " + response.code();
    } catch (Exception failure) {
      return failure.getClass().getName() + ": " + failure.getMessage();
    }
  }

  private static String clean(String chain, String anchors) throws Exception {
    Class<?> type = Class.forName("okhttp3.internal.tls.CertificateChainCleaner");
    Object maker = null;
    Class<?> holder = type;
    try {
      maker = type.getField("Companion").get(null);
      holder = maker.getClass();
    } catch (NoSuchFieldException none) {
      // OkHttp 3 is written in Java: a static method.
    }
    Object cleaner = holder.getMethod("get", X509TrustManager.class).invoke(maker, new AcceptAll(read(anchors)));
    try {
      Object cleaned =
          type.getMethod("clean", List.class, String.class)
              .invoke(cleaner, new ArrayList<Certificate>(Arrays.asList(read(chain))), "graph.dev.test");
      StringBuilder found = new StringBuilder("cleaned");
      for (Object certificate : (List<?>) cleaned) {
        found.append(' ').append(fingerprint((X509Certificate) certificate));
      }
      return found.toString();
    } catch (InvocationTargetException failure) {
      return failure.getCause().getClass().getName() + ": " + failure.getCause().getMessage();
    }
  }

  private static X509Certificate[] read(String file) throws Exception {
    try (InputStream input = new FileInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(input).toArray(new X509Certificate[0]);
    }
  }

  private static String fingerprint(X509Certificate certificate) throws Exception {
    StringBuilder text = new StringBuilder();
    for (byte octet : MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())) {
      text.append(String.format("%02x", octet));
    }
    return text.toString();
  }

  /** Takes every chain, so that only OkHttp's own cleaner judges it, over these accepted issuers. */
  private static final class AcceptAll extends X509ExtendedTrustManager {
    private final X509Certificate[] accepted;

    AcceptAll(X509Certificate[] accepted) {
      this.accepted = accepted;
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return accepted;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}
  }
}
