package org.ntkasymptotics.data;

import java.util.Locale;
import org.ntkasymptotics.data.IdxFile.Pixels;
import org.ntkasymptotics.linalg.InvalidDataException;
import org.ntkasymptotics.linalg.RowMatrix;

/**
 * What is done to the pixels of images before they are points, in this order: a byte b becomes
 * scale · b/255, a mean is subtracted, the result is divided by a standard deviation, and every
 * image is brought to one length. Means and deviations are those of all stored images that could be
 * chosen, so they depend neither on M nor on the seed.
 *
 * @param scale of the brightest pixel &gt; 0
 * @param center whose mean is subtracted
 * @param deviation by whose standard deviation is divided; a pixel that never varies is left as it
 *     is
 * @param length of every image's vector &gt; 0, or 0: as it comes
 */
public record PixelPreparation(double scale, Over center, Over deviation, double length) {

  /** Pixels in [0, 1] and nothing more. */
  public static final PixelPreparation UNIT = new PixelPreparation(1, Over.NONE, Over.NONE, 0);

  /** What a mean or a deviation is taken over. */
  public enum Over {
    /** It is not taken. */
    NONE,
    /** All pixels of all images: one number. */
    GLOBAL,
    /** Each pixel by itself, over the images. */
    PIXEL;

    /** The word in files and on the command line. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PixelPreparation {
    Checks.positive("scale", scale);
    Checks.notNegative("length", length);
  }

  /**
   * Images as points.
   *
   * @param pixels the stored images
   * @param pool indices of those over which means and deviations are taken
   * @param chosen indices of those wanted
   * @return (chosen, pixels of an image)
   */
  RowMatrix apply(Pixels pixels, int[] pool, int[] chosen) {
    double[][] moments = moments(pixels, pool);
    RowMatrix points = RowMatrix.zeros(chosen.length, pixels.size());
    double[] values = points.array();
    for (int i = 0; i < chosen.length; i++) {
      int at = i * pixels.size();
      for (int j = 0; j < pixels.size(); j++) {
        values[at + j] = (scale * pixels.at(chosen[i], j) / 255 - moments[0][j]) / moments[1][j];
      }
      if (length > 0) {
        stretch(values, at, pixels.size(), chosen[i]);
      }
    }
    return points;
  }

  /** What is subtracted from and what divides each pixel. */
  private double[][] moments(Pixels pixels, int[] pool) {
    int size = pixels.size();
    double[] mean = new double[size];
    double[] square = new double[size];
    for (int image : pool) {
      for (int j = 0; j < size; j++) {
        double byteValue = pixels.at(image, j);
        // Sums of whole numbers below 2^53: exact.
        mean[j] += byteValue;
        square[j] += byteValue * byteValue;
      }
    }
    double globalMean = 0;
    double globalSquare = 0;
    for (int j = 0; j < size; j++) {
      mean[j] /= pool.length;
      square[j] /= pool.length;
      globalMean += mean[j] / size;
      globalSquare += square[j] / size;
    }
    double unit = scale / 255;
    double[][] moments = new double[2][size];
    for (int j = 0; j < size; j++) {
      moments[0][j] = pick(center, 0, unit * globalMean, unit * mean[j]);
      double own = unit * deviation(mean[j], square[j]);
      double global = unit * deviation(globalMean, globalSquare);
      double divisor = pick(deviation, 1, global, own);
      moments[1][j] = divisor > 0 ? divisor : 1;
    }
    return moments;
  }

  private static double pick(Over over, double none, double global, double pixel) {
    return switch (over) {
      case NONE -> none;
      case GLOBAL -> global;
      case PIXEL -> pixel;
    };
  }

  private static double deviation(double mean, double square) {
    double variance = square - mean * mean;
    // What rounding leaves of a constant is no deviation: bytes vary by whole numbers.
    return variance > 1e-12 * square ? Math.sqrt(variance) : 0;
  }

  private void stretch(double[] values, int at, int size, int image) {
    double norm2 = 0;
    for (int j = at; j < at + size; j++) {
      norm2 += values[j] * values[j];
    }
    if (!(norm2 > 0)) {
      throw new InvalidDataException(
          "image " + image + " has length 0 and cannot be brought to length " + length);
    }
    double factor = length / Math.sqrt(norm2);
    for (int j = at; j < at + size; j++) {
      values[j] *= factor;
    }
  }
}
