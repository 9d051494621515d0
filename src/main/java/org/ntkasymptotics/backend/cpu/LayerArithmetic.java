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

  /** The first n columns of rows of z become max(0, z). */
  void rectify(NativeMatrix z, int from, int to, int n);

  /** The first n columns of rows of {@code into} become 1 where those of y are positive, else 0. */
  void steps(NativeMatrix y, int from, int to, int n, NativeMatrix into);

  /** f[m] = scale Σ_i c_i y_mi for the rows from … to − 1, n = c.length, in double precision. */
  void outputs(NativeMatrix y, double[] c, double scale, int from, int to, double[] f);

  /** sum_i += Σ_m w_m y_mi over the rows from … to − 1, n = sum.length. */
  void addWeightedRows(NativeMatrix y, double[] w, int from, int to, double[] sum);

  /** Rows m from … to − 1 of slopes times w_m v_i, n = v.length. */
  void weigh(NativeMatrix slopes, double[] w, double[] v, int from, int to);

  /** Rows of {@code into}, from row {@code at} on, become the first rows of a times slopes. */
  void times(
      NativeMatrix a, NativeMatrix slopes, int from, int to, int n, NativeMatrix into, int at);

  /**
   * Sets the first n columns of rows of a, from row {@code at} on, to zero where those of y are not
   * positive.
   *
   * @param from first row of y
   * @param to behind its last row
   */
  void keepWherePositive(NativeMatrix a, int at, NativeMatrix y, int from, int to, int n);

  /** sum, (to − from, columns), += the first columns of rows of a. */
  void add(NativeMatrix a, int from, int to, int columns, double[] sum);

  /** The first n columns of rows become scale times those of numbers, (rows, n), rounded. */
  void scale(double[] numbers, int n, double scale, int from, int to, NativeMatrix into);
}
