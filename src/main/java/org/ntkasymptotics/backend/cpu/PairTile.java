package org.ntkasymptotics.backend.cpu;

/** Scratch memory of one thread: one column of a tile, at most {@link #ROWS} pairs. */
final class PairTile {
  /** Most pairs at a time: the arrays stay in the first-level cache. */
  static final int ROWS = 512;

  /** r r′ sin φ. */
  final double[] sine = new double[ROWS + PointColumns.PAD];

  /** r r′ cos φ. */
  final double[] cosine = new double[ROWS + PointColumns.PAD];

  /** φ. */
  final double[] phi = new double[ROWS + PointColumns.PAD];

  /** |x − x′|, for kernels of the distance. */
  final double[] distance = new double[ROWS + PointColumns.PAD];

  /** Θ of the layers so far, over r r′, for kernels of several layers. */
  final double[] theta = new double[ROWS + PointColumns.PAD];

  /** Kernel values. */
  final double[] entries = new double[ROWS + PointColumns.PAD];

  /** Free for the loops that fill the others. */
  final double[] spare = new double[ROWS + PointColumns.PAD];
}
