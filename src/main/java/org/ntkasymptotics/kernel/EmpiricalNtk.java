package org.ntkasymptotics.kernel;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.NetworkFile;
import org.ntkasymptotics.special.CompensatedSum;

/**
 * The kernel of a finite network at given weights, Θ(x, x′) = Σ_p ∂f(x)/∂p ∂f(x′)/∂p over all
 * parameters p, in mean field times N: what moves the outputs in training at these weights. For N →
 * ∞ and weights N(0, 1) it tends to that of the infinitely wide network as 1/√N. Source: the paper,
 * equations 2 and 15; theory, section 7. Error of {@link #entry}: that of a gradient's terms, 8 ulp
 * a layer of √(Θ(x,x) Θ(x′,x′)); asserted by {@code EmpiricalNtkTest}.
 *
 * <p>The record of one hidden layer is Θ = (σ_w²/N) Σᵢ [φ(zᵢ) φ(zᵢ′) + cᵢ² φ′(zᵢ) φ′(zᵢ′) x̃·x̃′],
 * which back ends assemble from products of matrices; several layers add a product of the forward
 * and the backward Gram matrix each.
 *
 * @param source what the network is called in files and on the command line: the path of its file
 * @param network at its weights
 */
public record EmpiricalNtk(String source, FiniteNetwork network) implements NtkKernel {
  static final KernelFamily FAMILY =
      KernelFamily.ofFile("empirical", "empirical:CHECKPOINT", EmpiricalNtk::read);

  /** The kernel of the network in a file or run directory. */
  public static EmpiricalNtk read(Path checkpoint) {
    return new EmpiricalNtk(checkpoint.toString(), NetworkFile.read(checkpoint));
  }

  @Override
  public double entry(double[] x, double[] y) {
    LayeredNetwork layered = network.layered();
    double[] a = layered.gradient(x);
    double[] b = layered.gradient(y);
    CompensatedSum sum = new CompensatedSum();
    for (int p = 0; p < a.length; p++) {
      sum.addProduct(a[p], b[p]);
    }
    return sum.value();
  }

  @Override
  public String kernelName() {
    return FAMILY.name();
  }

  @Override
  public String spec() {
    return kernelName() + ":" + source;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EmpiricalNtk that
        && source.equals(that.source)
        && network.shape().equals(that.network.shape())
        && Arrays.equals(network.parameters(), that.network.parameters());
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, network.shape());
  }
}
