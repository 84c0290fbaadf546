import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.CertificatePinner;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Answers "HOST PORT ANCHORS PIN,PIN" on standard input with what an ordinary pinned client does there. */
public final class OkHttpRehearsal {
  public static void main(String[] arguments) throws Exception {
    OkHttpClient base =
        new OkHttpClient.Builder()
            .dns(host -> List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})))
            .callTimeout(20, TimeUnit.SECONDS)
            .retryOnConnectionFailure(false)
            .build();
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ");
      System.out.println(connect(base, words[0], words[1], words[2], words[3].split(",")).replace("\n", "\\n"));
    }
    base.dispatcher().executorService().shutdown();
    base.connectionPool().evictAll();
  }

  private static String connect(OkHttpClient base, String host, String port, String anchors, String[] pins)
      throws Exception {
    X509TrustManager trust = trustOnly(anchors);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {trust}, null);
    OkHttpClient client =
        base.newBuilder()
            .sslSocketFactory(tls.getSocketFactory(), trust)
            .certificatePinner(new CertificatePinner.Builder().add(host, pins).build())
            .build();
    Request request = new Request.Builder().url("https://" + host + ":" + port + "/").build();
    try (Response response = client.newCall(request).execute()) {
      return "connected " + response.code();
    } catch (Exception failure) {
      return failure.getClass().getName() + ": " + failure.getMessage();
    }
  }

  private static X509TrustManager trustOnly(String file) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    try (InputStream input = new FileInputStream(file)) {
      for (Certificate anchor : CertificateFactory.getInstance("X.509").generateCertificates(input)) {
        store.setCertificateEntry(String.format("%03d", number++), anchor);
      }
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }
}
