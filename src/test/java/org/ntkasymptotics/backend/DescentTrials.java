package org.ntkasymptotics.backend;

import java.util.List;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Activation;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.DescentPlan.Precision;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.NetworkShape;
import org.ntkasymptotics.network.Parametrisation;
import org.ntkasymptotics.network.ShallowNetwork;
import org.ntkasymptotics.random.RandomStream;
import org.ntkasymptotics.random.Seeds;

/** Random points, residuals and networks to train on, and what a network is from its definition. */
public final class DescentTrials {
  /** Tag of tests that are long because they take many steps, not many paths through the code. */
  public static final String MANY_STEPS = "many-steps";

  public static final double W = 1.3;
  public static final double B = 0.7;

  /** One network of every kind that is trained in a way of its own. */
  public enum Kind {
    SHALLOW,
    MEAN_FIELD,
    POWER,
    WIDE,
    WIDE_POWER,
    DEEP
  }

  private final RandomStream stream;

  public DescentTrials(String name) {
    stream = new Seeds(7).stream(name);
  }

  /** (m, d), normal. */
  public RowMatrix points(int m, int d) {
    return new RowMatrix(m, d, residual(m * d, 1));
  }

  /** Length m, normal with that standard deviation. */
  public double[] residual(int m, double size) {
    double[] e = new double[m];
    for (int i = 0; i < m; i++) {
      e[i] = size * stream.nextGaussian();
    }
    return e;
  }

  /** d inputs, n neurons. */
  public ShallowNetwork network(int d, int n) {
    return ShallowNetwork.draw(d, n, W, B, stream);
  }

  /** d inputs, n neurons, of that parametrisation. */
  public ShallowNetwork network(Parametrisation parametrisation, int d, int n) {
    return (ShallowNetwork) NetworkShape.shallow(parametrisation, W, B, d, n).draw(stream);
  }

  /** d inputs, layers of these widths, activation (z)₊^q; also one layer of q = 1. */
  public LayeredNetwork layered(double q, int d, Integer... widths) {
    NetworkShape shape =
        new NetworkShape(Parametrisation.NTK, W, B, new Activation(q), d, List.of(widths));
    FiniteNetwork drawn = shape.draw(stream);
    return drawn.layered();
  }

  /** One of that kind; n neurons, in the first of several layers. */
  public FiniteNetwork network(Kind kind, int n) {
    return switch (kind) {
      case SHALLOW -> network(2, n);
      case MEAN_FIELD -> network(Parametrisation.MEAN_FIELD, 3, n);
      case POWER -> layered(1.5, 3, n);
      case WIDE -> network(11, n);
      case WIDE_POWER -> layered(0.75, 9, n);
      case DEEP -> layered(1, 2, n, 30);
    };
  }

  /** That many steps at 0.4 of the stability limit. */
  public static DescentPlan steps(long steps, Precision precision) {
    return new DescentPlan(0, 0.4, steps, 0, 10, precision);
  }

  /** That many steps of a given size. */
  public static DescentPlan steps(long steps, double stepSize, Precision precision) {
    return new DescentPlan(stepSize, 0, steps, 0, 10, precision);
  }

  /** (1/2M) Σ e², M the length of e. */
  public static double loss(double[] e) {
    return Samples.dot(e, e) / (2 * e.length);
  }

  /** (1/2M) Σ (f(x) − y)². */
  public static double loss(FiniteNetwork network, RowMatrix x, double[] target) {
    double[] e = network.outputs(x);
    for (int i = 0; i < e.length; i++) {
      e[i] -= target[i];
    }
    return loss(e);
  }

  /** (1/M) Σ over parameters of rate factor · ∂f(x)/∂p ∂f(x′)/∂p, from the definition. */
  public static double[][] empiricalKernel(FiniteNetwork net, RowMatrix x) {
    int m = x.rows();
    double[][] jacobian = new double[m][];
    for (int i = 0; i < m; i++) {
      jacobian[i] = Jacobian.at(net, x.row(i));
    }
    NetworkShape shape = net.shape();
    double rate = shape.parametrisation().rateFactor(shape.lastWidth()) / m;
    double[][] k = new double[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        for (int p = 0; p < jacobian[0].length; p++) {
          k[i][j] += rate * jacobian[i][p] * jacobian[j][p];
        }
      }
    }
    return k;
  }

  /** K v. */
  public static double[] times(double[][] k, double[] v) {
    double[] product = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < v.length; j++) {
        product[i] += k[i][j] * v[j];
      }
    }
    return product;
  }
}
