package org.ntkasymptotics.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ntkasymptotics.linalg.InvalidDataException;

/**
 * A set of digits as it is published: its files with the checksums of their uncompressed content,
 * so that a mirror may compress them in its own way or not at all.
 *
 * @param files of the set
 * @param mirrors directories that hold them, tried in this order
 */
public record MnistArchive(List<Item> files, List<URI> mirrors) {
  private static final List<String> SUFFIXES = List.of(".gz", "");
  private static final int IMAGE_DIMENSIONS = 3;
  private static final int LABEL_DIMENSIONS = 1;
  private static final int HEADER = 4;

  /**
   * One file.
   *
   * @param name uncompressed
   * @param dimensions 3 for images, 1 for labels
   * @param size of the uncompressed file in bytes
   * @param sha256 of the uncompressed content, hexadecimal
   */
  public record Item(String name, int dimensions, long size, String sha256) {}

  /** How the files came to be there. */
  public enum Origin {
    /** They were there before. */
    THERE,
    /** They came through the network. */
    DOWNLOADED
  }

  /**
   * A file in its place.
   *
   * @param path where it lies
   * @param origin how it came there
   */
  public record Placed(Path path, Origin origin) {}

  /** Told which file and how far. */
  @FunctionalInterface
  public interface Listener {
    /** Bytes of this file there are, and how many there will be, −1 if that is not known. */
    void received(String name, long bytes, long total);
  }

  /** Copies. */
  public MnistArchive {
    files = List.copyOf(files);
    mirrors = List.copyOf(mirrors);
  }

  /**
   * A mirror's directory from its address.
   *
   * @throws IllegalArgumentException if it is not one of http or https
   */
  public static URI mirror(String address) {
    String rule = "expected an address such as https://example.org/mnist/, got '" + address + "'";
    try {
      URI mirror = URI.create(address.endsWith("/") ? address : address + "/");
      if (Download.isWeb(mirror)) {
        return mirror;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(rule, e);
    }
    throw new IllegalArgumentException(rule);
  }

  /**
   * MNIST: checksums of the files that Y. LeCun, C. Cortes and C. Burges published, as many copies
   * of them list them; the mirrors are those that PyTorch and TensorFlow use.
   */
  public static MnistArchive published() {
    return new MnistArchive(
        List.of(
            images(
                MnistDigits.Part.TRAIN,
                60_000,
                "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            labels(
                MnistDigits.Part.TRAIN,
                60_000,
                "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            images(
                MnistDigits.Part.TEST,
                10_000,
                "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            labels(
                MnistDigits.Part.TEST,
                10_000,
                "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")),
        List.of(
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")));
  }

  private static Item images(MnistDigits.Part part, int count, String sha256) {
    long size = HEADER * (1L + IMAGE_DIMENSIONS) + 28L * 28 * count;
    return new Item(part.images(), IMAGE_DIMENSIONS, size, sha256);
  }

  private static Item labels(MnistDigits.Part part, int count, String sha256) {
    return new Item(
        part.labels(), LABEL_DIMENSIONS, HEADER * (1L + LABEL_DIMENSIONS) + count, sha256);
  }

  /** With other mirrors. */
  public MnistArchive from(List<URI> others) {
    return new MnistArchive(files, others);
  }

  /**
   * Brings all files into a directory; those that are there already stay as they are. A file
   * appears under its name only when it is whole and checked; what an interruption leaves is {@code
   * NAME.part}, where the next call goes on.
   *
   * @throws InvalidDataException if other files of these names lie there
   * @throws DownloadException if a file cannot be had
   */
  public List<Placed> fetch(Path directory, Listener listener) {
    return fetch(directory, new ProxySettings(System::getenv), listener);
  }

  List<Placed> fetch(Path directory, ProxySettings proxies, Listener listener) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the directory " + directory + ": " + e, e);
    }
    // Files that are in the way are found before anything is loaded.
    List<Optional<Path>> there = files.stream().map(item -> existing(directory, item)).toList();
    List<Placed> placed = new ArrayList<>();
    for (int k = 0; k < files.size(); k++) {
      Item item = files.get(k);
      placed.add(
          there
              .get(k)
              .map(path -> new Placed(path, Origin.THERE))
              .orElseGet(() -> download(directory, item, proxies, listener)));
    }
    return placed;
  }

  private static Optional<Path> existing(Path directory, Item item) {
    for (String suffix : SUFFIXES) {
      Path path = directory.resolve(item.name() + suffix);
      if (Files.exists(path)) {
        try {
          check(path, item);
        } catch (InvalidDataException e) {
          throw new InvalidDataException(
              e.getMessage() + "; move it away or choose another directory", e);
        }
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /**
   * Refuses a file that is not the published one.
   *
   * @throws InvalidDataException if it is not
   */
  private static void check(Path path, Item item) {
    IdxFile.requireWhole(path, item.dimensions());
    String met = IdxFile.sha256(path);
    if (!met.equals(item.sha256())) {
      throw new InvalidDataException(
          path + ": SHA-256 of the content is " + met + ", of MNIST's it is " + item.sha256());
    }
  }

  private Placed download(Path directory, Item item, ProxySettings proxies, Listener listener) {
    List<String> failures = new ArrayList<>();
    for (URI mirror : mirrors) {
      try {
        for (String suffix : SUFFIXES) {
          Path target = directory.resolve(item.name() + suffix);
          URI from = mirror.resolve(item.name() + suffix);
          Download.Listener progress =
              (bytes, total) -> listener.received(item.name(), bytes, total);
          // Compressed content that is larger than the plain one is nothing to wait for.
          Download download = new Download(from, proxies, item.size(), progress);
          if (download(download, item, target)) {
            return new Placed(target, Origin.DOWNLOADED);
          }
        }
        failures.add(mirror + " has no " + item.name() + ".gz and no " + item.name());
      } catch (DownloadException e) {
        failures.add(e.getMessage());
      }
    }
    throw new DownloadException(String.join("; ", failures));
  }

  private static boolean download(Download download, Item item, Path target) {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    Download.Result result = download.into(part);
    if (result == Download.Result.RESUMED && !isPublished(part, item)) {
      // The beginning may be of another version of the file: once more, from its first byte.
      remove(part);
      result = download.into(part);
    }
    if (result == Download.Result.NOT_THERE) {
      remove(part);
      return false;
    }
    try {
      check(part, item);
    } catch (InvalidDataException e) {
      remove(part);
      String what = e.getMessage().replace(part + ": ", "");
      throw new DownloadException(download.from() + ": not the published file: " + what);
    }
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target + ": " + e, e);
    }
    return true;
  }

  private static boolean isPublished(Path path, Item item) {
    try {
      check(path, item);
      return true;
    } catch (InvalidDataException e) {
      return false;
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + part + ": " + e, e);
    }
  }
}
