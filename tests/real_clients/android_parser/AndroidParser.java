import android.content.Context;
import android.content.ContextWrapper;
import android.content.pm.ApplicationInfo;
import android.content.res.Resources;
import android.content.res.XmlResourceParser;
import android.security.net.config.ApplicationConfig;
import android.security.net.config.CertificateSource;
import android.security.net.config.NetworkSecurityConfig;
import android.security.net.config.NetworkSecurityTrustManager;
import android.security.net.config.Pin;
import android.security.net.config.XmlConfigSource;
import android.util.Pair;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Network security configs, compiled, through the framework's own XmlConfigSource, ApplicationConfig and
 * NetworkSecurityTrustManager.
 *
 * <p>A line in: {@code 0|1 FILE FILE_DEBUG|- HOST,...}, the first field says whether the build is debuggable. A line
 * out: {@code refused MESSAGE}, or {@code read} and for each host, behind a tab, {@code domains|pins|expiry|sources|system|user}:
 * the domains of the config that counts, its pins in hexadecimal, its last millisecond's day, each source of trust anchors
 * with + where it overrides, and whether the pins let pass the chain of arguments 0 (of the system) and 1 (of the user).
 */
final class AndroidParser {
    private static final sun.misc.Unsafe UNSAFE = unsafe();
    private static List<X509Certificate> system, user;

    public static void main(String[] arguments) throws Exception {
        system = chain(arguments[0]);
        user = chain(arguments[1]);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(answer(line.split(" ")).replace("\n", "\\n"));
        }
    }

    private static String answer(String[] asked) throws Exception {
        ApplicationInfo info = new ApplicationInfo();
        info.targetSdkVersion = 34;
        info.flags = asked[0].equals("1") ? ApplicationInfo.FLAG_DEBUGGABLE : 0;
        FileResources resources = (FileResources) UNSAFE.allocateInstance(FileResources.class);
        resources.main = Files.readAllBytes(Path.of(asked[1]));
        resources.debug = asked[2].equals("-") ? null : Files.readAllBytes(Path.of(asked[2]));
        Context context = new ContextWrapper(null) {
            @Override public Resources getResources() { return resources; }
        };
        XmlConfigSource source = new XmlConfigSource(context, 1, info);
        ApplicationConfig config = new ApplicationConfig(source);
        try {
            config.hasPerDomainConfigs();
        } catch (RuntimeException error) {
            Throwable cause = error.getCause() == null ? error : error.getCause();
            return "refused " + cause.getMessage();
        }
        StringBuilder told = new StringBuilder("read");
        for (String host : asked[3].split(",")) {
            told.append('\t').append(describe(source, config.getConfigForHostname(host)));
        }
        return told.toString();
    }

    private static String describe(XmlConfigSource source, NetworkSecurityConfig config) throws Exception {
        Set<String> domains = new TreeSet<>(), pins = new TreeSet<>(), sources = new TreeSet<>();
        for (Pair<android.security.net.config.Domain, NetworkSecurityConfig> entry : source.getPerDomainConfigs()) {
            if (entry.second == config) {
                domains.add(entry.first.hostname);
            }
        }
        for (Pin pin : config.getPins().pins) {
            pins.add(HexFormat.of().formatHex(pin.digest));
        }
        long until = config.getPins().expirationTime;
        String expiry = until == Long.MAX_VALUE ? "never" : new SimpleDateFormat("yyyy-MM-dd HH:mm").format(new Date(until));
        for (Object entry : (List<?>) get(config, "mCertificatesEntryRefs")) {
            CertificateSource from = (CertificateSource) get(entry, "mSource");
            String name = from instanceof Stub ? ((Stub) from).name : from.getClass().getSimpleName();
            sources.add(name + ((Boolean) get(entry, "mOverridesPins") ? "+" : "-"));
            if (!(from instanceof Stub)) {
                set(entry, "mSource", new Stub(name));
            }
        }
        return String.join(",", domains) + "|" + String.join(",", pins) + "|" + expiry + "|" + String.join(",", sources)
            + "|" + passes(config, system) + "|" + passes(config, user);
    }

    private static String passes(NetworkSecurityConfig config, List<X509Certificate> chain) throws Exception {
        Object manager = UNSAFE.allocateInstance(NetworkSecurityTrustManager.class);
        set(manager, "mNetworkSecurityConfig", config);
        Method check = NetworkSecurityTrustManager.class.getDeclaredMethod("checkPins", List.class);
        check.setAccessible(true);
        try {
            check.invoke(manager, chain);
            return "passes";
        } catch (InvocationTargetException error) {
            if (error.getCause() instanceof CertificateException) {
                return error.getCause().getMessage();
            }
            throw error;
        }
    }

    private static List<X509Certificate> chain(String file) throws Exception {
        List<X509Certificate> found = new ArrayList<>();
        try (InputStream in = new FileInputStream(file)) {
            for (Object item : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                found.add((X509Certificate) item);
            }
        }
        return found;
    }

    private static Object get(Object owner, String name) throws Exception {
        return field(owner, name).get(owner);
    }

    private static void set(Object owner, String name, Object value) throws Exception {
        UNSAFE.putObject(owner, UNSAFE.objectFieldOffset(field(owner, name)), value);
    }

    private static Field field(Object owner, String name) throws Exception {
        Field found = owner.getClass().getDeclaredField(name);
        found.setAccessible(true);
        return found;
    }

    private static sun.misc.Unsafe unsafe() {
        try {
            Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (sun.misc.Unsafe) field.get(null);
        } catch (ReflectiveOperationException error) {
            throw new AssertionError(error);
        }
    }

    /** Resources of two compiled files. */
    private static final class FileResources extends Resources {
        byte[] main, debug;

        FileResources() { super(AndroidParser.class.getClassLoader()); }

        @Override public XmlResourceParser getXml(int id) { return new BinaryXml(id == 1 ? main : debug); }
        @Override public String getResourceEntryName(int id) { return "network_security_config"; }
        @Override public String getResourcePackageName(int id) { return "test.bank.app"; }
        @Override public int getIdentifier(String name, String type, String owner) {
            return debug != null && name.equals("network_security_config_debug") && type.equals("xml") ? 2 : 0;
        }
    }

    /** A store with the one root that belongs to it. */
    private static final class Stub implements CertificateSource {
        final String name;

        Stub(String name) { this.name = name; }

        @Override public X509Certificate findBySubjectAndPublicKey(X509Certificate asked) {
            List<X509Certificate> chain = name.startsWith("System") ? system : name.startsWith("User") ? user : List.of();
            return !chain.isEmpty() && chain.get(chain.size() - 1).equals(asked) ? asked : null;
        }

        @Override public Set<X509Certificate> getCertificates() { return Set.of(); }
        @Override public X509Certificate findByIssuerAndSignature(X509Certificate asked) { return null; }
        @Override public Set<X509Certificate> findAllByIssuerAndSignature(X509Certificate asked) { return Set.of(); }
        @Override public void handleTrustStorageUpdate() { }
    }
}
