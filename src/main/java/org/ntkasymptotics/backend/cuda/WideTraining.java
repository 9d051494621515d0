package org.ntkasymptotics.backend.cuda;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jcuda.NativePointerObject;
import org.ntkasymptotics.backend.LiftedNetwork;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;

/**
 * Trains a network of one hidden layer of many inputs by cuBLAS's products and {@code
 * wide_descent.cuh}, block of neurons by block of neurons.
 */
final class WideTraining implements CudaTraining {
  private static final String STAGE = "training";

  /** Threads of a block, as in wide_descent.cuh. */
  private static final int WIDE_THREADS = 128;

  private final TrainingPlace place;
  private final Holdings held = new Holdings();
  private final CudaProducts products;
  private final WideArrays arrays;
  private final WideBlocks blocks;
  private final PassGrids grids;
  private final double exponent;

  /** Uploads points (M, d) and the network. */
  WideTraining(TrainingPlace place, FiniteNetwork initial, RowMatrix points) {
    this.place = place;
    exponent = initial.shape().activation().exponent();
    grids = new PassGrids(points.rows(), WIDE_THREADS);
    try {
      products =
          held.hold(
              new CudaProducts(place.context(), STAGE, place.stream(), place.precision()),
              CudaProducts::close);
      arrays = held.hold(new WideArrays(place, initial, points), WideArrays::close);
      blocks = arrays.blocks();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  @Override
  public void setTarget(double[] y) {
    arrays.target().upload(STAGE, 0, y, 0, y.length);
  }

  @Override
  public void setErrors(double[] e) {
    arrays.errors().upload(STAGE, 0, e, 0, e.length);
    arrays.rounded().upload(STAGE, 0, e, 0, e.length);
  }

  @Override
  public void set(FiniteNetwork network) {
    arrays.set(network);
  }

  @Override
  public FiniteNetwork network() {
    return arrays.network();
  }

  @Override
  public DeviceArray errors() {
    return arrays.errors();
  }

  private void launch(String pass, KernelModule.Grid grid, NativePointerObject... arguments) {
    KernelFunction function = KernelFunction.wideDescent(pass, place.precision());
    place.module().enqueue(STAGE, place.stream().handle(), function, grid, arguments);
  }

  /** into = X̂ Aᵀ, a number for each point and neuron, of rows of a block's neurons. */
  private void multiply(CudaProducts.Factor a, DeviceArray into) {
    CudaProducts.Factor x = factor(arrays.points(), 0, arrays.row(), false);
    products.multiply(blocks.neurons(), arrays.samples(), arrays.row(), a, x, 0, into.pointer());
  }

  private static CudaProducts.Factor factor(
      DeviceArray array, long from, int rows, boolean transposed) {
    return new CudaProducts.Factor(array.at(from), rows, transposed);
  }

  private void z(int block) {
    long first = (long) blocks.first(block) * arrays.row();
    multiply(factor(arrays.lifted(), first, arrays.row(), true), arrays.z());
  }

  @Override
  public void forward() {
    for (int k = 0; k < blocks.count(); k++) {
      z(k);
      launch(
          "outputs",
          grids.perPoint(),
          KernelModule.of(arrays.z()),
          KernelModule.of(arrays.liftedOutputs().at(blocks.first(k))),
          KernelModule.of(blocks.neurons()),
          KernelModule.of(arrays.samples()),
          KernelModule.of(exponent),
          k == 0 ? KernelModule.of(arrays.target()) : KernelModule.NOTHING,
          KernelModule.of(arrays.errors()),
          KernelModule.of(arrays.rounded()));
    }
  }

  /** Leaves parts of Σ_m e_m φ′(u_i·x̂_m) x̂_m of a block's neurons. */
  private void gradients(int block, DeviceArray e) {
    z(block);
    launch(
        "slopes",
        grids.perNeuron(blocks.neurons()),
        KernelModule.of(arrays.z()),
        KernelModule.of(e),
        KernelModule.of(blocks.neurons()),
        KernelModule.of(arrays.samples()),
        KernelModule.of(exponent));
    int points = arrays.pointsOfPart();
    int whole = arrays.samples() / points;
    multiplyParts(0, whole, points);
    if (whole * points < arrays.samples()) {
      multiplyParts(whole, 1, arrays.samples() - whole * points);
    }
  }

  private void multiplyParts(int first, int count, int points) {
    int row = arrays.row();
    int n = blocks.neurons();
    long from = (long) first * arrays.pointsOfPart();
    products.multiplyEach(
        new CudaProducts.Batch(count, (long) points * row, (long) points * n, (long) n * row),
        row,
        n,
        points,
        factor(arrays.points(), from * row, row, false),
        factor(arrays.z(), from * n, n, true),
        arrays.parts().at((long) first * n * row));
  }

  /** A pass over a block's neurons, their parameters and G. */
  private void launchOnBlock(String pass, int block, NativePointerObject... more) {
    List<NativePointerObject> all = new ArrayList<>(List.of(arrays.block(block)));
    Collections.addAll(all, more);
    launch(pass, grids.perWarp(blocks.neurons()), all.toArray(NativePointerObject[]::new));
  }

  private void step(double rate) {
    for (int k = 0; k < blocks.count(); k++) {
      gradients(k, arrays.rounded());
      launchOnBlock(
          "step",
          k,
          KernelModule.of(rate),
          KernelModule.of(exponent),
          KernelModule.of(place.watch().numbers()));
    }
    forward();
    place.watch().count(errors());
  }

  @Override
  public DescentSteps steps(double rate) {
    double scaled = rate * arrays.form().rateFactor();
    return place.launched(() -> step(scaled));
  }

  @Override
  public double[] tangentProduct(double[] e) {
    LiftedNetwork form = arrays.form();
    Precision precision = place.precision();
    try (Holdings scratch = new Holdings()) {
      CudaContext context = place.context();
      DeviceArray vector = scratch.hold(DeviceArray.of(context, STAGE, precision, e));
      DeviceArray images = arrays.perPair(context, precision, scratch);
      long length = (long) blocks.neurons() * arrays.row();
      DeviceArray tangent = scratch.hold(new DeviceArray(context, STAGE, precision, length));
      DeviceArray result =
          scratch.hold(DeviceArray.zeros(context, STAGE, Precision.DOUBLE, e.length));
      for (int k = 0; k < blocks.count(); k++) {
        gradients(k, vector);
        launchOnBlock(
            "tangent",
            k,
            KernelModule.of(form.rateFactor() / e.length),
            KernelModule.of(exponent),
            KernelModule.of(tangent));
        addImages(k, tangent, images, result);
      }
      return result.toHost(STAGE);
    }
  }

  /** Adds Σ_i φ′(u_i·x̂_m) a_i·x̂_m of a block's neurons. */
  private void addImages(int block, DeviceArray a, DeviceArray images, DeviceArray result) {
    z(block);
    multiply(factor(a, 0, arrays.row(), true), images);
    launch(
        "images",
        grids.perPoint(),
        KernelModule.of(arrays.z()),
        KernelModule.of(images),
        KernelModule.of(blocks.neurons()),
        KernelModule.of(arrays.samples()),
        KernelModule.of(exponent),
        KernelModule.of(result));
  }

  @Override
  public void close() {
    held.close();
  }
}
