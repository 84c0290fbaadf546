import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** Answers "HOST PORT ANCHORS PIN,PIN" on standard input with what an ordinary pinned client does there. */
public final class OkHttpRehearsal {
  public static void main(String[] arguments) throws Exception {
    OkHttpClient base = Loopback.client().build();
    Loopback.converse(
        base, words -> Loopback.connect(base, words[0], words[1], trustOnly(words[2]), words[3].split(",")));
  }

  private static X509TrustManager trustOnly(String file) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (X509Certificate anchor : Loopback.read(file)) {
      store.setCertificateEntry(String.format("%03d", number++), anchor);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }
}
