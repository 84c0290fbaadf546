import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.conscrypt.Conscrypt;
import org.conscrypt.TrustManagerImpl;

/**
 * Answers "CHAIN ANCHORS" on standard input with the path that Conscrypt trusts, as SHA-256 of each certificate.
 *
 * <p>Every line gets a trust manager of its own, so that nothing is remembered from an earlier chain.
 */
public final class ConscryptPaths {
  public static void main(String[] arguments) throws Exception {
    Provider provider = Conscrypt.newProvider();
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] files = line.split(" ");
      System.out.println(answer(files[0], files[1], provider).replace("\n", " "));
    }
  }

  private static String answer(String chain, String anchors, Provider provider) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (X509Certificate anchor : read(anchors, provider)) {
      store.setCertificateEntry(String.format("%03d", number++), anchor);
    }
    try {
      return path(new TrustManagerImpl(store), read(chain, provider));
    } catch (RuntimeException failure) {
      return "broken " + failure;
    }
  }

  private static String path(TrustManagerImpl trust, X509Certificate[] chain) throws Exception {
    try {
      List<X509Certificate> found = trust.checkServerTrusted(chain, "ECDHE_ECDSA", (String) null);
      StringBuilder text = new StringBuilder("trusted");
      for (X509Certificate certificate : found) {
        text.append(' ').append(fingerprint(certificate));
      }
      return text.toString();
    } catch (CertificateException refused) {
      return "refused " + refused.getMessage();
    }
  }

  private static X509Certificate[] read(String file, Provider provider) throws Exception {
    try (InputStream input = new FileInputStream(file)) {
      return CertificateFactory.getInstance("X.509", provider)
          .generateCertificates(input)
          .toArray(new X509Certificate[0]);
    }
  }

  private static String fingerprint(X509Certificate certificate) throws Exception {
    StringBuilder text = new StringBuilder();
    for (byte octet : MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())) {
      text.append(String.format("%02x", octet));
    }
    return text.toString();
  }
}
