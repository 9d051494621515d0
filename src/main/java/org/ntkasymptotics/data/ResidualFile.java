package org.ntkasymptotics.data;

import java.nio.file.Path;
import java.util.Arrays;
import org.ntkasymptotics.linalg.ArrayFile;
import org.ntkasymptotics.linalg.InvalidDataException;
import org.ntkasymptotics.linalg.ParallelRanges;
import org.ntkasymptotics.random.Seeds;

/**
 * δf from a .csv or .npy file: one value a point, in the order of the points.
 *
 * @param path the file
 */
public record ResidualFile(Path path) implements Target {

  @Override
  public double[] draw(Dataset dataset, Seeds seeds, ParallelRanges parallel) {
    double[] residual = ArrayFile.readVector(path);
    if (residual.length != dataset.samples()) {
      throw new InvalidDataException(
          (path + ": " + residual.length + " values, but there are " + dataset.samples())
              + " points; the residual needs one value a point");
    }
    if (Arrays.stream(residual).allMatch(v -> v == 0)) {
      throw new InvalidDataException(
          path
              + ": every value is zero, so there is nothing to learn: give a residual that is not");
    }
    return residual;
  }
}
