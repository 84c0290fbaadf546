import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.CertificatePinner;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Connects to HOST at PORT with the roots in FILE, without a pin and then with PIN, and prints what came of each. */
public final class Refusal {
    public static void main(String[] args) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = new FileInputStream(args[2])) {
            store.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        X509TrustManager trust = (X509TrustManager) factory.getTrustManagers()[0];
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        OkHttpClient plain = new OkHttpClient.Builder()
            .sslSocketFactory(context.getSocketFactory(), trust)
            .dns(host -> Collections.singletonList(InetAddress.getLoopbackAddress()))
            .callTimeout(20, TimeUnit.SECONDS)
            .retryOnConnectionFailure(false)
            .build();
        CertificatePinner pinner = new CertificatePinner.Builder().add(args[0], args[3]).build();
        Request request = new Request.Builder().url("https://" + args[0] + ":" + args[1] + "/balance").build();
        for (OkHttpClient client : new OkHttpClient[] {plain, plain.newBuilder().certificatePinner(pinner).build()}) {
            try (Response response = client.newCall(request).execute()) {
                System.out.println("connected: " + response.code());
            } catch (Exception failure) {
                System.out.println(failure.getClass().getName() + ": " + failure.getMessage());
            }
        }
        System.exit(0);
    }
}
