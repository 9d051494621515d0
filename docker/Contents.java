import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Writes what a program folder or a container image is made of: sbom.json (CycloneDX) and licences.txt. Started from its
 * source by docker/program.sh:
 *
 * <pre>java -cp JAR docker/Contents.java SBOM JAR FOLDER [--system ROOT] [--cuda LIBRARIES]</pre>
 *
 * <p>SBOM is what Maven knows of the jar. Added are the libraries that lie inside others' jars, the Java runtime in FOLDER, and
 * if they are named the Debian packages of the system below ROOT and NVIDIA's libraries.
 */
final class Contents {
  private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String GCC = "GPL-3.0-or-later WITH GCC-exception-3.1";
  private static final String NATIVES = "org/bytedeco/openblas/linux-x86_64/";

  /** Other people's work inside a dependency's jar, of which its description in Maven says nothing. */
  private static final List<Inside> INSIDE =
      List.of(
          new Inside("OpenBLAS", "openblas", NATIVES + "libopenblas.so.0", "BSD-3-Clause"),
          new Inside("libgfortran", "openblas", NATIVES + "libgfortran.so.5", GCC),
          new Inside("libquadmath", "openblas", NATIVES + "libquadmath.so.0", "LGPL-2.1-or-later"),
          new Inside("libgcc", "openblas", NATIVES + "libgcc_s.so.1", GCC),
          new Inside(
              "Liberation Sans", "openpdf-fonts-extra", "liberation/LiberationSans-Regular.ttf", "OFL-1.1"));

  private record Inside(String name, String carrier, String file, String licence) {}

  private final ObjectNode sbom;
  private final ArrayNode components;

  private Contents(Path mavens) throws IOException {
    sbom = (ObjectNode) JSON.readTree(mavens.toFile());
    components = (ArrayNode) sbom.get("components");
  }

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[2]);
    Contents contents = new Contents(Path.of(args[0]));
    contents.addInside(Path.of(args[1]));
    contents.addRuntime(folder.resolve("runtime"));
    for (int i = 3; i < args.length; i += 2) {
      Path named = Path.of(args[i + 1]);
      if (args[i].equals("--system")) {
        contents.addPackages(named);
      } else {
        contents.addCuda(named);
      }
    }
    JSON.writeValue(folder.resolve("sbom.json").toFile(), contents.sbom);
    Files.writeString(folder.resolve("licences.txt"), contents.list());
  }

  private void addInside(Path jar) throws Exception {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Inside inside : INSIDE) {
        ZipEntry entry = zip.getEntry(inside.file);
        // The small build for GPU nodes leaves LAPACK out.
        if (entry != null) {
          ObjectNode component = add("library", inside.name, carried(inside), inside.licence);
          component.put("description", "in the jar: " + inside.file);
          hash(component, zip.getInputStream(entry));
        }
      }
    }
  }

  /** The first part of the version of the jar that brings it, if that jar is named after it; else which jar brings it. */
  private String carried(Inside inside) {
    for (JsonNode component : components) {
      if (component.path("name").asText().equals(inside.carrier)) {
        String version = component.path("version").asText();
        return inside.name.equalsIgnoreCase(inside.carrier)
            ? version.replaceFirst("-.*", "")
            : "of " + inside.carrier + " " + version;
      }
    }
    throw new IllegalStateException("no dependency is called " + inside.carrier);
  }

  private void addRuntime(Path runtime) throws IOException {
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(runtime.resolve("release"))) {
      release.load(in);
    }
    String version = release.getProperty("JAVA_RUNTIME_VERSION", release.getProperty("JAVA_VERSION"));
    String modules = release.getProperty("MODULES").replace("\"", "");
    add("platform", "OpenJDK", version.replace("\"", ""), "GPL-2.0-only WITH Classpath-exception-2.0")
        .put("description", "runtime with the modules " + modules);
  }

  private void addPackages(Path root) throws IOException {
    String status = Files.readString(root.resolve("var/lib/dpkg/status"));
    String system = system(root);
    for (String paragraph : status.split("\n\n", -1)) {
      Map<String, String> fields = fields(paragraph);
      if (fields.getOrDefault("Status", "").endsWith(" installed")) {
        String name = fields.get("Package");
        String version = fields.get("Version");
        Path copyright = root.resolve("usr/share/doc/" + name + "/copyright");
        add("library", name, version, licencesOf(copyright))
            .put("purl", purl(system, name, version, fields.get("Architecture")));
      }
    }
  }

  private static String purl(String system, String name, String version, String architecture) {
    String escaped = version.replace("+", "%2B").replace(":", "%3A").replace("~", "%7E");
    return "pkg:deb/" + system + "/" + name.replace("+", "%2B") + "@" + escaped + "?arch=" + architecture;
  }

  /** Which distribution it is, in its own words. */
  private static String system(Path root) throws IOException {
    Path release = root.resolve("etc/os-release");
    return Files.readAllLines(release).stream()
        .filter(line -> line.startsWith("ID="))
        .map(line -> line.substring(3).replace("\"", ""))
        .findFirst()
        .orElse("debian");
  }

  private static Map<String, String> fields(String paragraph) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : paragraph.split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon > 0 && !line.startsWith(" ")) {
        fields.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return fields;
  }

  /** The short names in a machine-readable copyright file; other files are only pointed to. */
  private static String licencesOf(Path copyright) throws IOException {
    TreeSet<String> names = new TreeSet<>();
    if (Files.exists(copyright)) {
      // Not every file is UTF-8.
      String text = new String(Files.readAllBytes(copyright), StandardCharsets.ISO_8859_1);
      if (text.contains("copyright-format")) {
        text.lines()
            .filter(line -> line.startsWith("License: "))
            .forEach(line -> names.add(line.substring(9).strip()));
      }
    }
    String file = "/usr/share/doc/" + copyright.getParent().getFileName() + "/copyright";
    return names.isEmpty() ? "see " + file : String.join(", ", names);
  }

  private void addCuda(Path libraries) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.list(libraries)) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      ObjectNode component =
          add("library", String.valueOf(file.getFileName()), "12.6", "NVIDIA CUDA Toolkit End User License Agreement");
      component.put("description", "of NVIDIA's CUDA Toolkit, https://docs.nvidia.com/cuda/eula/");
      hash(component, Files.newInputStream(file));
    }
  }

  private ObjectNode add(String type, String name, String version, String licence) {
    ObjectNode component = components.addObject();
    component.put("type", type).put("bom-ref", name + "@" + version).put("name", name).put("version", version);
    component.putArray("licenses").addObject().putObject("license").put("name", licence);
    return component;
  }

  private static void hash(ObjectNode component, InputStream content) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(content, digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", HexFormat.of().formatHex(digest.digest()));
  }

  /** A line for each component: name, version, licences; several mean what the component's own files say. */
  private String list() {
    List<String> lines = new ArrayList<>();
    lines.add("What is inside, and its licences. sbom.json has the same with checksums. Texts of licences: LICENSE (of");
    lines.add("ntk-asymptotics itself), runtime/legal, META-INF in lib/ntk-asymptotics.jar, /usr/share/doc/*/copyright.");
    lines.add("");
    for (JsonNode component : components) {
      List<String> licences = new ArrayList<>();
      for (JsonNode entry : component.path("licenses")) {
        JsonNode licence = entry.path("license");
        licences.add(
            entry.has("expression")
                ? entry.get("expression").asText()
                : licence.path("id").asText(licence.path("name").asText()));
      }
      String group = component.path("group").asText();
      String name = (group.isEmpty() ? "" : group + ":") + component.path("name").asText();
      lines.add(name + " " + component.path("version").asText() + " · " + String.join(" or ", licences));
    }
    return String.join("\n", lines) + "\n";
  }
}
