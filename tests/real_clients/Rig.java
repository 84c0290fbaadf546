import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Connects once with the client of each job, and prints what came of it: label, outcome, message. */
public final class Rig {
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        X509TrustManager trust = trustOnly(args[1]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        for (String line : Files.readAllLines(Paths.get(args[2]))) {
            String[] job = line.split("\t");
            System.out.println(job[0] + "\t" + outcome(job, port, trust, context));
        }
    }

    private static String outcome(String[] job, int port, X509TrustManager trust, SSLContext context) {
        OkHttpClient copied;
        try {
            copied = (OkHttpClient) Class.forName(job[1]).getMethod("make").invoke(null);
        } catch (ReflectiveOperationException error) {
            return "not-built\t" + flat(String.valueOf(error.getCause()));
        }
        OkHttpClient client = copied.newBuilder()
            .sslSocketFactory(context.getSocketFactory(), trust)
            .dns(host -> Collections.singletonList(InetAddress.getLoopbackAddress()))
            .connectTimeout(10, TimeUnit.SECONDS)
            .readTimeout(10, TimeUnit.SECONDS)
            .retryOnConnectionFailure(false)
            .build();
        Request request = new Request.Builder().url("https://" + job[2] + ":" + port + "/").build();
        try (Response response = client.newCall(request).execute()) {
            return "connected\t" + response.code();
        } catch (Exception error) {
            return "refused\t" + flat(error.getClass().getName() + ": " + error.getMessage());
        }
    }

    private static String flat(String text) {
        return text.replace("\n", " | ").replace("\t", " ");
    }

    private static X509TrustManager trustOnly(String file) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = new FileInputStream(file)) {
            store.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
