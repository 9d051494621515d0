package org.ntkasymptotics.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ntkasymptotics.data.IdxFile.Pixels;
import org.ntkasymptotics.linalg.InvalidDataException;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.Seeds;

/**
 * Images of handwritten digits from a directory with the MNIST files, one point an image, with
 * their labels. Data sets of the same format and names do as well.
 *
 * @param directory holds NAME or NAME.gz for the names of {@code part}
 * @param part which pair of files
 * @param digits whose images are taken, ascending; all ten unless said otherwise
 * @param pixels how an image becomes a point
 */
public record MnistDigits(Path directory, Part part, List<Integer> digits, PixelPreparation pixels)
    implements Distribution {

  /** 0 … 9. */
  public static final List<Integer> ALL_DIGITS = IntStream.range(0, 10).boxed().toList();

  /** A pair of files. */
  public enum Part {
    /** The 60,000 images for training. */
    TRAIN("train", "train"),
    /** The 10,000 images for testing. */
    TEST("test", "t10k");

    private final String word;
    private final String prefix;

    Part(String word, String prefix) {
      this.word = word;
      this.prefix = prefix;
    }

    /** The word in files and on the command line. */
    public String word() {
      return word;
    }

    /** The images' file, uncompressed. */
    public String images() {
      return prefix + "-images-idx3-ubyte";
    }

    /** The labels' file, uncompressed. */
    public String labels() {
      return prefix + "-labels-idx1-ubyte";
    }
  }

  public MnistDigits {
    if (digits.isEmpty() || !ALL_DIGITS.containsAll(digits)) {
      throw new IllegalArgumentException("digits must be from 0 to 9, at least one, is " + digits);
    }
    digits = digits.stream().sorted().distinct().toList();
  }

  /** All images for training, pixels in [0, 1]. */
  public MnistDigits(Path directory) {
    this(directory, Part.TRAIN, ALL_DIGITS, PixelPreparation.UNIT);
  }

  @Override
  public int dimension() {
    return IdxFile.imageSize(find(part.images()));
  }

  @Override
  public boolean isStored() {
    return true;
  }

  /**
   * How many images there are of these digits; reads both files whole, so that it is known that
   * they can be.
   *
   * @throws InvalidDataException if they cannot
   */
  public int count() {
    return stored().pool.length;
  }

  /** What the files hold, and the indices of the wanted digits in it. */
  private record Stored(Pixels images, int[] labels, int[] pool) {}

  private Stored stored() {
    Path imageFile = find(part.images());
    Path labelFile = find(part.labels());
    Pixels images = IdxFile.pixels(imageFile);
    int[] labels = IdxFile.labels(labelFile);
    if (labels.length != images.count()) {
      throw new InvalidDataException(
          labelFile
              + ": "
              + labels.length
              + " labels, but there are "
              + images.count()
              + " images");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] > 9) {
        throw new InvalidDataException(
            labelFile + ": label " + i + " is " + labels[i] + ", expected a digit");
      }
    }
    int[] pool =
        IntStream.range(0, labels.length).filter(i -> digits.contains(labels[i])).toArray();
    return new Stored(images, labels, pool);
  }

  /**
   * Images and labels.
   *
   * @param samples {@link #ALL}, or at most as many as there are of these digits: a random subset
   *     (stream "data/points"), in the files' order
   */
  @Override
  public Dataset draw(int samples, Seeds seeds) {
    Stored stored = stored();
    int[] pool = stored.pool;
    if (pool.length < 2 || samples > pool.length) {
      throw new InvalidDataException(
          (directory + ": " + pool.length + " images of the digits " + digits)
              + (", but " + Math.max(2, samples) + " are asked for"));
    }
    int[] chosen =
        samples == ALL || samples == pool.length
            ? pool
            : IntStream.of(Subset.of(samples, pool.length, seeds)).map(i -> pool[i]).toArray();
    RowMatrix points = pixels.apply(stored.images, pool, chosen);
    Labels labels = new Labels(IntStream.of(chosen).map(i -> stored.labels[i]).toArray());
    return new Dataset(points, Optional.empty(), Optional.of(this), Optional.of(labels));
  }

  private Path find(String name) {
    for (String suffix : List.of("", ".gz")) {
      Path file = directory.resolve(name + suffix);
      if (Files.exists(file)) {
        return file;
      }
    }
    throw new InvalidDataException(
        (directory + ": has no " + name + " or " + name + ".gz: name the directory that has, or")
            + " download the files with ntk data mnist");
  }
}
