package org.ntkasymptotics.backend.cpu;

import org.ntkasymptotics.network.Activation;
import org.ntkasymptotics.network.DescentPlan.Precision;

/**
 * What a layered network in training does beside products, on rows of matrices in the products'
 * precision: one row for each point or neuron.
 */
interface LayerArithmetic {

  /** The fastest form for that precision that this JVM can run. */
  static LayerArithmetic of(Precision precision, boolean vectors) {
    return vectors && precision == Precision.SINGLE
        ? new VectorLayerArithmetic()
        : new PlainLayerArithmetic();
  }

  /**
   * The first n columns of rows of z become φ(z), and those of slopes φ′(z).
   *
   * @param from first row, of both
   * @param to behind the last row
   */
  void activate(
      Activation activation, NativeMatrix z, NativeMatrix slopes, int from, int to, int n);

  /** f[m] = scale Σ_i c_i y_mi for the rows from … to − 1, n = c.length, in double precision. */
  void outputs(NativeMatrix y, double[] c, double scale, int from, int to, double[] f);

  /** sum_i += Σ_m w_m y_mi over the rows from … to − 1, n = sum.length. */
  void addWeightedRows(NativeMatrix y, double[] w, int from, int to, double[] sum);

  /** Rows m from … to − 1 of slopes times w_m v_i, n = v.length. */
  void weigh(NativeMatrix slopes, double[] w, double[] v, int from, int to);

  /** Rows of {@code into}, from row {@code at} on, become the first rows of a times slopes. */
  void times(
      NativeMatrix a, NativeMatrix slopes, int from, int to, int n, NativeMatrix into, int at);

  /** sum, (rows, columns), += the first rows and columns of a block. */
  void add(NativeMatrix block, int rows, int columns, double[] sum);

  /** Row i becomes scale times the n numbers of an array from {@code at} on, rounded. */
  void scale(double[] numbers, int at, int n, double scale, NativeMatrix into, int row);
}
