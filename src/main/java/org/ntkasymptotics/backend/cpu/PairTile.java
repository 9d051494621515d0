package org.ntkasymptotics.backend.cpu;

/** Scratch memory of one thread: one column of a tile, at most {@link #ROWS} pairs. */
final class PairTile {
  /** Most pairs at a time: the arrays stay in the first-level cache. */
  static final int ROWS = 512;

  /** Length of the arrays. */
  static final int LENGTH = ROWS + PointColumns.PAD;

  /** E, the squared chord of the directions. */
  final double[] e = new double[LENGTH];

  /** F, the squared chord to the opposite direction. */
  final double[] f = new double[LENGTH];

  /** |x − x′|, for kernels of the distance. */
  final double[] distance = new double[LENGTH];

  /** Arguments of polynomials. */
  final double[] argument = new double[LENGTH];

  /** Values of two polynomials, or what is made of them. */
  final double[] first = new double[LENGTH];

  final double[] second = new double[LENGTH];

  /** Θ of the layers so far, over r r′, for kernels of several layers. */
  final double[] theta = new double[LENGTH];

  /** Kernel values. */
  final double[] entries = new double[LENGTH];

  /** Three runs of values behind each other, for formulas with ranges of their own. */
  final double[] runs = new double[3 * LENGTH];

  /** Where in the runs a pair's value is. */
  final int[] places = new int[ROWS];

  /** Free for the loops that fill the others. */
  final double[] spare = new double[LENGTH];
}
