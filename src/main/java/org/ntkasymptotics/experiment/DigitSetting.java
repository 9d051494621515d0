package org.ntkasymptotics.experiment;

import java.nio.file.Path;
import java.util.List;
import org.ntkasymptotics.data.Dataset;
import org.ntkasymptotics.data.MnistDigits;
import org.ntkasymptotics.data.PixelPreparation;
import org.ntkasymptotics.data.PixelPreparation.Over;
import org.ntkasymptotics.kernel.DeepReluNtk;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.kernel.ReluNtk;
import org.ntkasymptotics.random.Seeds;

/**
 * One way to turn images into points and points into a kernel.
 *
 * @param name for tables
 * @param pixels what is done to them
 * @param kernel Θ; the singularity of all of these is of order 1
 */
record DigitSetting(String name, PixelPreparation pixels, NtkKernel kernel) {
  private static final int SIDE = 28;

  /** The one whose exponents are those printed in the paper: nothing done, σ_w = σ_b = 1. */
  static final DigitSetting PLAIN =
      new DigitSetting("pixels in [0, 1]", PixelPreparation.UNIT, new ReluNtk(1, 1));

  /** Other usual ways. */
  static List<DigitSetting> others() {
    return List.of(
        pixels("each pixel centred", 1, Over.PIXEL, Over.NONE, 0),
        pixels("standardised as a whole", 1, Over.GLOBAL, Over.GLOBAL, 0),
        pixels("each pixel standardised", 1, Over.PIXEL, Over.PIXEL, 0),
        pixels("images of length 1", 1, Over.NONE, Over.NONE, 1),
        pixels("centred, of length 1", 1, Over.PIXEL, Over.NONE, 1),
        pixels("pixels over √784", 1.0 / SIDE, Over.NONE, Over.NONE, 0),
        new DigitSetting("σ_w² = 2, σ_b = 0.1", PLAIN.pixels, new ReluNtk(Math.sqrt(2), 0.1)),
        new DigitSetting(
            "the same, 3 hidden layers", PLAIN.pixels, new DeepReluNtk(3, Math.sqrt(2), 0.1)));
  }

  private static DigitSetting pixels(
      String name, double scale, Over center, Over deviation, double length) {
    PixelPreparation pixels = new PixelPreparation(scale, center, deviation, length);
    return new DigitSetting(name, pixels, PLAIN.kernel);
  }

  /** A random subset of the images for training; the same images in every setting. */
  Dataset draw(Path directory, int samples, Seeds seeds) {
    return new MnistDigits(directory, MnistDigits.Part.TRAIN, MnistDigits.ALL_DIGITS, pixels)
        .draw(samples, seeds);
  }
}
