package org.ntkasymptotics.backend.cuda;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The directories in which CUDA's libraries may lie on a Linux machine, in groups, in order. */
final class LibraryPlaces {
  private static final List<String> LOADER_DEFAULTS =
      List.of("lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu", "lib64", "usr/lib64", "usr/lib");
  private static final List<String> USUAL =
      List.of("usr/lib/wsl/lib", "usr/local/nvidia/lib64", "run/opengl-driver/lib");
  private static final int INCLUDE_DEPTH = 5;

  private final Path root;
  private final Map<String, String> environment;
  private final Optional<Path> asked;

  /**
   * The places of a machine.
   *
   * @param root of its file system
   * @param environment its variables
   * @param asked the directory that the user named
   */
  LibraryPlaces(Path root, Map<String, String> environment, Optional<Path> asked) {
    this.root = root;
    this.environment = environment;
    this.asked = asked;
  }

  /**
   * Directories that belong together.
   *
   * @param origin why they are looked at
   */
  record Group(String origin, List<Path> directories) {}

  /** All groups, whether their directories exist or not; none is named twice. */
  List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    Set<Path> seen = new LinkedHashSet<>();
    asked.ifPresent(path -> add(groups, seen, "--cuda-libs", toolkit(path.toAbsolutePath())));
    add(groups, seen, "LD_LIBRARY_PATH", split("LD_LIBRARY_PATH"));
    add(groups, seen, "loader", loader());
    for (String variable : List.of("CUDA_HOME", "CUDA_PATH")) {
      for (Path home : split(variable)) {
        add(groups, seen, variable, toolkit(home));
      }
    }
    for (Path home : toolkits()) {
      add(groups, seen, home.toString(), toolkit(home));
    }
    add(groups, seen, "usual folders", USUAL.stream().map(root::resolve).toList());
    split("CONDA_PREFIX").forEach(home -> add(groups, seen, "CONDA_PREFIX", toolkit(home)));
    for (Path site : pythonSites()) {
      List<Path> packages = matches(site.resolve("nvidia"), "*", "lib");
      add(groups, seen, "Python", packages.isEmpty() ? List.of(site.resolve("nvidia")) : packages);
    }
    return groups;
  }

  private static void add(
      List<Group> groups, Set<Path> seen, String origin, Collection<Path> paths) {
    List<Path> fresh = paths.stream().map(Path::normalize).filter(seen::add).toList();
    if (!fresh.isEmpty()) {
      groups.add(new Group(origin, fresh));
    }
  }

  /** A toolkit's home, or a directory of libraries, or a folder of Python packages. */
  private static List<Path> toolkit(Path home) {
    List<Path> paths = new ArrayList<>();
    paths.add(home);
    for (String below : List.of("lib64", "lib", "targets/x86_64-linux/lib")) {
      if (Files.isDirectory(home.resolve(below))) {
        paths.add(home.resolve(below));
      }
    }
    paths.addAll(matches(home.resolve("nvidia"), "*", "lib"));
    return paths;
  }

  /** /usr/local/cuda, then its sisters with a version, newest first, then /opt/cuda. */
  private List<Path> toolkits() {
    List<Path> homes = new ArrayList<>();
    homes.add(root.resolve("usr/local/cuda"));
    homes.addAll(matches(root.resolve("usr/local"), "cuda-1[23]*", ""));
    homes.add(root.resolve("opt/cuda"));
    return homes;
  }

  private List<Path> loader() {
    Set<Path> paths = new LinkedHashSet<>();
    configured(root.resolve("etc/ld.so.conf"), paths, 0);
    LOADER_DEFAULTS.forEach(path -> paths.add(root.resolve(path)));
    return List.copyOf(paths);
  }

  /** Directories and includes of the loader's configuration. */
  private void configured(Path file, Set<Path> paths, int depth) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      // Not a glibc system, or not ours to read: its defaults remain.
      return;
    }
    for (String line : lines) {
      String text = line.replaceFirst("#.*", "").strip();
      if (text.startsWith("include ") && depth < INCLUDE_DEPTH) {
        Path pattern = file.resolveSibling(rooted(text.substring(8).strip()));
        String name = String.valueOf(pattern.getFileName());
        for (Path included : matches(pattern.getParent(), name, "")) {
          configured(included, paths, depth + 1);
        }
      } else if (text.startsWith("/")) {
        paths.add(rooted(text));
      }
    }
  }

  private Path rooted(String path) {
    return path.startsWith("/") ? root.resolve(path.substring(1)) : Path.of(path);
  }

  private List<Path> pythonSites() {
    Set<Path> sites = new LinkedHashSet<>();
    for (String variable : List.of("VIRTUAL_ENV", "CONDA_PREFIX")) {
      split(variable).forEach(prefix -> sites.addAll(sites(prefix)));
    }
    for (Path bin : split("PATH")) {
      if (bin.getParent() != null) {
        sites.addAll(sites(bin.getParent()));
      }
    }
    split("HOME").forEach(home -> sites.addAll(sites(home.resolve(".local"))));
    for (Path version : pyenvVersions()) {
      sites.addAll(sites(version));
    }
    return List.copyOf(sites);
  }

  private List<Path> pyenvVersions() {
    List<Path> versions = new ArrayList<>();
    split("PYENV_ROOT")
        .forEach(home -> versions.addAll(matches(home.resolve("versions"), "*", "")));
    return versions;
  }

  private static List<Path> sites(Path prefix) {
    List<Path> sites = new ArrayList<>();
    sites.addAll(matches(prefix.resolve("lib"), "python3*", "site-packages"));
    sites.addAll(matches(prefix.resolve("lib"), "python3*", "dist-packages"));
    return sites;
  }

  /** The absolute paths in a variable, empty if it is not set. */
  private List<Path> split(String variable) {
    List<Path> paths = new ArrayList<>();
    for (String part : environment.getOrDefault(variable, "").split(":", -1)) {
      try {
        if (part.startsWith("/")) {
          paths.add(Path.of(part));
        }
      } catch (InvalidPathException e) {
        // The loader would not find anything there either.
      }
    }
    return paths;
  }

  /** Existing paths parent/GLOB/below, newest name first. */
  private static List<Path> matches(Path parent, String glob, String below) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(parent)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, glob)) {
        entries.forEach(entry -> found.add(entry.resolve(below)));
      } catch (IOException e) {
        return List.of();
      }
    }
    found.removeIf(path -> !Files.exists(path));
    found.sort(Comparator.reverseOrder());
    return found;
  }
}
