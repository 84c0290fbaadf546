import java.lang.reflect.InvocationTargetException;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * Answers one line of standard input with one line of standard output.
 *
 * <p>"connect HOST PORT ANCHORS" connects with a pin that no key has and gives the exception's message;
 * "clean CHAIN ANCHORS" gives the SHA-256 of each certificate of the cleaned chain. Line breaks come as \n.
 */
public final class OkHttpPaths {
  private static final String NO_KEY = "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  public static void main(String[] arguments) throws Exception {
    OkHttpClient base = Loopback.client().hostnameVerifier((host, session) -> true).build();
    Loopback.converse(
        base,
        words ->
            words[0].equals("connect")
                ? Loopback.connect(base, words[1], words[2], new AcceptAll(Loopback.read(words[3])), NO_KEY)
                : clean(words[1], words[2]));
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
    X509TrustManager trust = new AcceptAll(Loopback.read(anchors));
    Object cleaner = holder.getMethod("get", X509TrustManager.class).invoke(maker, trust);
    try {
      Object cleaned =
          type.getMethod("clean", List.class, String.class)
              .invoke(cleaner, new ArrayList<Certificate>(Arrays.asList(Loopback.read(chain))), "graph.dev.test");
      StringBuilder found = new StringBuilder("cleaned");
      for (Object certificate : (List<?>) cleaned) {
        found.append(' ').append(fingerprint((X509Certificate) certificate));
      }
      return found.toString();
    } catch (InvocationTargetException failure) {
      return failure.getCause().getClass().getName() + ": " + failure.getCause().getMessage();
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
