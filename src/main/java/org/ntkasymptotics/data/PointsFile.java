package org.ntkasymptotics.data;

import java.nio.file.Path;
import java.util.Optional;
import org.ntkasymptotics.linalg.ArrayFile;
import org.ntkasymptotics.linalg.InvalidDataException;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/**
 * Points from a .csv or .npy file, one row a point; their density is unknown.
 *
 * @param path the file
 */
public record PointsFile(Path path) implements Distribution {

  /** As number of samples: every point of the file. */
  public static final int ALL = 0;

  @Override
  public int dimension() {
    return ArrayFile.columns(path);
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
    RowMatrix points = whole ? all : all.selectRows(choose(samples, rows, seeds));
    return new Dataset(points, Optional.empty(), Optional.of(this));
  }

  /** Ascending indices of a uniformly chosen subset. */
  private static int[] choose(int samples, int rows, Seeds seeds) {
    RandomStream stream = seeds.stream(Dataset.POINTS_STREAM);
    int[] chosen = new int[Checks.samples(samples)];
    int taken = 0;
    for (int i = 0; taken < samples; i++) {
      if (stream.nextInt(rows - i) < samples - taken) {
        chosen[taken++] = i;
      }
    }
    return chosen;
  }
}
