package org.ntkasymptotics.backend.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Copies native libraries from the class path to files, since the system loads only files.
 *
 * <p>A set of files has a folder named by version and checksum; each file gets its name by an
 * atomic rename when it is complete, and is compared with its origin before use. So processes that
 * start together cannot disturb each other, and a truncated file is replaced. Of several places the
 * first is taken from which the files can be loaded: a place may be read-only, full or noexec.
 */
final class NativeCache {
  private final List<Path> places;
  private final List<String> refusals = new ArrayList<>();

  /** A cache that may use these places, in order of preference. */
  NativeCache(List<Path> places) {
    this.places = List.copyOf(places);
  }

  /** NTK_CACHE, the XDG cache directory, the temporary directories. */
  static NativeCache ofThisUser() {
    return new NativeCache(places(System.getenv(), System.getProperty("java.io.tmpdir")));
  }

  /** Where a user's caches may lie. */
  static List<Path> places(Map<String, String> environment, String temporary) {
    List<Path> places = new ArrayList<>();
    absolute(environment.get("NTK_CACHE")).ifPresent(places::add);
    absolute(environment.get("XDG_CACHE_HOME"))
        .or(() -> absolute(environment.get("HOME")).map(home -> home.resolve(".cache")))
        .ifPresent(cache -> places.add(cache.resolve("ntk-asymptotics")));
    String own = "ntk-asymptotics-" + System.getProperty("user.name");
    for (String directory : List.of(temporary, "/var/tmp", "/dev/shm")) {
      absolute(directory).ifPresent(path -> places.add(path.resolve(own)));
    }
    return places.stream().distinct().toList();
  }

  private static Optional<Path> absolute(String text) {
    try {
      return Optional.ofNullable(text)
          .filter(t -> !t.isBlank())
          .map(Path::of)
          .filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Why places before the one taken could not be used. */
  List<String> refusals() {
    return List.copyOf(refusals);
  }

  /**
   * Unpacks files and has them used.
   *
   * @param version for the name of their folder
   * @param use what to do with the folder, such as loading its files; a place is given up when this
   *     throws an {@link UnsatisfiedLinkError}
   * @return the folder that could be used
   * @throws UnsatisfiedLinkError if there is none; the message has every place and its reason
   */
  Path unpack(String version, List<NativeFile> files, Consumer<Path> use) {
    for (Path place : places) {
      try {
        Path folder = place.resolve(version + "-" + checksum(files));
        Files.createDirectories(folder);
        for (NativeFile file : files) {
          copy(file, folder);
        }
        use.accept(folder);
        return folder;
      } catch (IOException | SecurityException e) {
        refusals.add(place + ": cannot be written (" + reason(e) + ")");
      } catch (UnsatisfiedLinkError e) {
        refusals.add(place + ": cannot be loaded from (" + e.getMessage() + ")");
      }
    }
    throw new UnsatisfiedLinkError(
        "no directory to unpack "
            + version
            + " to; looked at "
            + String.join("; ", refusals)
            + "; set NTK_CACHE to a writable directory on a file system without noexec");
  }

  private static String reason(Exception e) {
    return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
  }

  private static void copy(NativeFile file, Path folder) throws IOException {
    Path target = folder.resolve(file.name());
    if (file.isCopiedAt(target)) {
      return;
    }
    Path partial = folder.resolve(file.name() + "." + UUID.randomUUID() + ".partial");
    try {
      try (InputStream in = file.open();
          OutputStream out = Files.newOutputStream(partial)) {
        in.transferTo(out);
      }
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** Of names and contents; of large files their sizes stand for their contents. */
  private static String checksum(List<NativeFile> files) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    for (NativeFile file : files) {
      digest.update((file.name() + " " + file.size()).getBytes(StandardCharsets.UTF_8));
      if (file.isSmall()) {
        try (InputStream in = new DigestInputStream(file.open(), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 6);
  }
}
