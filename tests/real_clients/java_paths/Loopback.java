import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.CertificatePinner;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** An OkHttp client for which every host is this machine, asked line by line. */
final class Loopback {
  /** Gives the answer to the words of one line. */
  interface Answer {
    String to(String[] words) throws Exception;
  }

  private Loopback() {}

  static OkHttpClient.Builder client() {
    return new OkHttpClient.Builder()
        .dns(host -> List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})))
        .callTimeout(20, TimeUnit.SECONDS)
        .retryOnConnectionFailure(false);
  }

  /** Answers each line of standard input with one line of standard output, line breaks as \n; then ends the client. */
  static void converse(OkHttpClient client, Answer answer) throws Exception {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      System.out.println(answer.to(line.split(" ")).replace("\n", "\\n"));
    }
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  /** Connects with these pins, and says with what, or the exception's message. */
  static String connect(OkHttpClient base, String host, String port, X509TrustManager trust, String... pins)
      throws Exception {
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

  static X509Certificate[] read(String file) throws Exception {
    try (InputStream input = new FileInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(input).toArray(new X509Certificate[0]);
    }
  }
}
