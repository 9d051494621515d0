package org.ntkasymptotics.data;

import java.nio.file.Path;
import java.util.Optional;
import org.ntkasymptotics.linalg.ArrayFile;
import org.ntkasymptotics.linalg.InvalidDataException;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.Seeds;

/**
 * Points from a .csv or .npy file, one row a point; their density is unknown.
 *
 * @param path the file
 */
public record PointsFile(Path path) implements Distribution {

  @Override
  public int dimension() {
    return ArrayFile.columns(path);
  }

  @Override
  public boolean isStored() {
    return true;
  }

  /**
   * The points of the file.
   *
   * @param samples {@link #ALL} or the number of rows: all, in the file's order; fewer: a random
   *     subset (stream "data/points"), in the file's order
   * @throws InvalidDataException if the file cannot be used or has too few rows
   */
  @Override
  public Dataset draw(int samples, Seeds seeds) {
    RowMatrix all = ArrayFile.readMatrix(path);
    int rows = all.rows();
    if (rows < 2 || samples > rows) {
      throw new InvalidDataException(
          path + ": " + rows + " rows, but " + Math.max(2, samples) + " points are asked for");
    }
    boolean whole = samples == ALL || samples == rows;
    RowMatrix points = whole ? all : all.selectRows(Subset.of(samples, rows, seeds));
    return new Dataset(points, Optional.empty(), Optional.of(this));
  }
}
