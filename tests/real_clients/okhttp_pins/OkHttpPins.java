import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Answers one line of standard input with one line of standard output; texts are base64 of their UTF-8.
 *
 * <p>Arguments are VERSION=JAR:JAR…; each version has its own class loader. Lines are "VERSION HOST CERTIFICATES
 * ENTRY…" with an entry PATTERN,PIN,PIN…; answers are "thrown CLASS" or "built connects|refused PIN…" with the pins
 * that apply to the host. "VERSION host TEXT" answers with the canonical host, or with "none".
 */
public final class OkHttpPins {
  private static final Map<String, ClassLoader> LOADERS = new HashMap<>();
  private static final Map<String, Certificate> CERTIFICATES = new HashMap<>();

  public static void main(String[] arguments) throws Exception {
    for (String argument : arguments) {
      String[] parts = argument.split("=");
      List<URL> urls = new ArrayList<>();
      for (String jar : parts[1].split(":")) {
        urls.add(Path.of(jar).toUri().toURL());
      }
      LOADERS.put(
          parts[0], new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader()));
    }
    PrintStream output = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ", -1);
      output.println(words[1].equals("host") ? host(words) : answer(words));
    }
    output.flush();
  }

  private static String text(String encoded) {
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  private static String host(String[] words) throws Exception {
    Class<?> names =
        LOADERS
            .get(words[0])
            .loadClass(
                words[0].startsWith("5")
                    ? "okhttp3.internal._HostnamesCommonKt"
                    : "okhttp3.internal.HostnamesKt");
    Object found = names.getMethod("toCanonicalHost", String.class).invoke(null, text(words[2]));
    return found == null ? "none" : found.toString();
  }

  private static String answer(String[] words) throws Exception {
    ClassLoader loader = LOADERS.get(words[0]);
    Class<?> type = loader.loadClass("okhttp3.CertificatePinner");
    Class<?> builderType = loader.loadClass("okhttp3.CertificatePinner$Builder");
    Object builder = builderType.getConstructor().newInstance();
    Method add = builderType.getMethod("add", String.class, String[].class);
    try {
      for (int index = 3; index < words.length; index++) {
        String[] entry = words[index].split(",", -1);
        String[] pins = new String[entry.length - 1];
        for (int pin = 0; pin < pins.length; pin++) {
          pins[pin] = text(entry[pin + 1]);
        }
        add.invoke(builder, text(entry[0]), pins);
      }
    } catch (InvocationTargetException failure) {
      return "thrown " + failure.getCause().getClass().getName();
    }
    Object pinner = builderType.getMethod("build").invoke(builder);
    String host = text(words[1]);
    String outcome = "connects";
    try {
      type.getMethod("check", String.class, List.class).invoke(pinner, host, certificates(words[2]));
    } catch (InvocationTargetException failure) {
      if (!(failure.getCause() instanceof SSLPeerUnverifiedException)) {
        throw failure;
      }
      outcome = "refused";
    }
    return "built " + outcome + pins(type, pinner, host);
  }

  private static String pins(Class<?> type, Object pinner, String host) throws Exception {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().startsWith("findMatchingPins")) {
        method.setAccessible(true);
        StringBuilder found = new StringBuilder();
        Object pins = method.invoke(pinner, host);
        if (pins != null) {
          for (Object pin : (Collection<?>) pins) {
            Method name = pin.getClass().getMethod("toString");
            name.setAccessible(true);
            Method base64 = base64(pin);
            found.append(' ').append(base64 == null ? name.invoke(pin) : "sha1/" + base64.invoke(pin));
          }
        }
        return found.toString();
      }
    }
    throw new AssertionError("findMatchingPins is gone");
  }

  /** OkHttp 3.0 keeps bare hashes. */
  private static Method base64(Object pin) throws Exception {
    return pin.getClass().getName().startsWith("okio.") ? pin.getClass().getMethod("base64") : null;
  }

  private static List<Certificate> certificates(String encoded) throws Exception {
    List<Certificate> found = new ArrayList<>();
    for (String one : encoded.split(",")) {
      if (one.equals("-")) {
        continue;
      }
      Certificate certificate = CERTIFICATES.get(one);
      if (certificate == null) {
        certificate =
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(one)));
        CERTIFICATES.put(one, certificate);
      }
      found.add(certificate);
    }
    return found;
  }
}
