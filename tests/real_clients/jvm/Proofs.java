import java.io.FileInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;

/**
 * Compiles what was pasted against each set of libraries, and lets each client ask once, all in one virtual machine.
 *
 * Arguments: the root's PEM file, and a plan: for each set of libraries a line with its archives and its folder of
 * sources, then a line a case with package and URL. Prints OkHttp's version for each set, then outcome and message for
 * each case.
 */
public final class Proofs {
    public static void main(String[] args) throws Exception {
        trustOnly(args[0], Path.of(args[1]).resolveSibling("trust.p12"));
        ClassLoader loader = null;
        for (String line : Files.readAllLines(Path.of(args[1]))) {
            String[] words = line.split("\t");
            if (words[0].equals("set")) {
                loader = compiled(words[1], Path.of(words[2]));
                System.out.println("version\t" + loader.loadClass("Ask").getMethod("version").invoke(null));
            } else {
                System.out.println("case\t" + outcome(loader, words[1], words[2]));
            }
        }
        System.exit(0);
    }

    private static ClassLoader compiled(String archives, Path sources) throws Exception {
        Path classes = Files.createDirectory(sources.resolve("classes"));
        List<String> kotlin = new ArrayList<>(List.of(
            "-no-stdlib", "-no-reflect", "-Werror", "-jvm-target", "17", "-cp", archives, "-d", classes.toString()));
        kotlin.addAll(files(sources, ".kt"));
        if (new K2JVMCompiler().exec(System.err, kotlin.toArray(String[]::new)).getCode() != 0) {
            throw new IllegalStateException("Kotlin refuses " + sources);
        }
        List<String> java = new ArrayList<>(List.of(
            "-Xlint:all,-classfile,-processing", "-Werror", "-encoding", "UTF-8", "-cp", archives + ":" + classes,
            "-d", classes.toString()));
        java.addAll(files(sources, ".java"));
        if (ToolProvider.getSystemJavaCompiler().run(null, null, System.err, java.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("Java refuses " + sources);
        }
        List<URL> path = new ArrayList<>(List.of(classes.toUri().toURL()));
        for (String archive : archives.split(":")) {
            path.add(Path.of(archive).toUri().toURL());
        }
        return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static List<String> files(Path folder, String suffix) throws Exception {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.map(Path::toString).filter(name -> name.endsWith(suffix)).collect(Collectors.toList());
        }
    }

    private static String outcome(ClassLoader loader, String name, String url) throws Exception {
        Thread.currentThread().setContextClassLoader(loader);
        Object client;
        try {
            client = loader.loadClass(name + ".Entry").getMethod("pasted").invoke(null);
        } catch (InvocationTargetException | ExceptionInInitializerError error) {
            return "not-built\t" + flat(error.getCause());
        }
        Method ask = loader.loadClass("Ask").getMethod("ask", Object.class, String.class);
        try {
            return "connected\t" + ask.invoke(null, client, url);
        } catch (InvocationTargetException error) {
            return "refused\t" + flat(error.getCause());
        }
    }

    private static String flat(Throwable error) {
        Throwable real = error instanceof InvocationTargetException ? error.getCause() : error;
        return String.valueOf(real).replace("\n", " | ").replace("\t", " ");
    }

    private static void trustOnly(String file, Path target) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = new FileInputStream(file)) {
            store.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        try (OutputStream out = Files.newOutputStream(target)) {
            store.store(out, "password".toCharArray());
        }
        System.setProperty("javax.net.ssl.trustStore", target.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "password");
    }
}
