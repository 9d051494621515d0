package org.ntkasymptotics.backend.cuda;

import java.util.Arrays;
import jcuda.NativePointerObject;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;

/** Trains a network of one hidden layer by the passes of {@code descent.cu}. */
final class ShallowTraining implements CudaTraining {
  private static final String STAGE = "training";

  /** Threads of a block, as in pass_sums.cuh. */
  private static final int DESCENT_THREADS = 128;

  /** Points or neurons that a block has work for, at least. */
  private static final int LEAST_ITEMS = 8;

  private final TrainingPlace place;
  private final ShallowPasses passes;
  private final ShallowArrays arrays;

  /** Uploads points (M, d) and the network. */
  ShallowTraining(TrainingPlace place, FiniteNetwork initial, RowMatrix points) {
    this.place = place;
    passes = ShallowPasses.of(initial.shape().activation(), points.columns());
    arrays = new ShallowArrays(place, initial, points, passes.inputs());
  }

  /** Whether there are passes for that many inputs. */
  static boolean takes(int inputs) {
    return inputs <= ShallowPasses.MOST_INPUTS;
  }

  @Override
  public void setTarget(double[] target) {
    arrays.setTarget(target);
  }

  @Override
  public void setErrors(double[] errors) {
    arrays.setErrors(errors);
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

  private KernelFunction function(String pass) {
    return passes.function(pass, place.precision());
  }

  /** As many blocks as there is work for, but no more than the device holds at once. */
  private KernelModule.Grid grid(KernelFunction function, int items) {
    int resident = place.module().residentBlocks(STAGE, function, DESCENT_THREADS);
    return new KernelModule.Grid(Math.min(items / LEAST_ITEMS, resident), 1, DESCENT_THREADS);
  }

  private void enqueue(
      KernelFunction function, KernelModule.Grid grid, NativePointerObject... arguments) {
    place.module().enqueue(STAGE, place.stream().handle(), function, grid, arguments);
  }

  @Override
  public void forward() {
    KernelFunction function = function("forward");
    KernelModule.Grid grid = grid(function, arrays.paddedSamples());
    enqueue(function, grid, arrays.arguments(0));
  }

  @Override
  public DescentSteps steps(double rate) {
    return switch (DescentSteps.Way.chosen()) {
      case PERSISTENT -> persistent(rate);
      case GRAPH -> graph(rate);
    };
  }

  private DescentSteps persistent(double rate) {
    KernelFunction function = function("steps");
    KernelModule.Grid grid =
        grid(function, Math.max(arrays.paddedSamples(), arrays.paddedNeurons()));
    DeviceArray shares = new DeviceArray(place.context(), STAGE, Precision.DOUBLE, grid.x());
    return new LaunchedSteps(
        count ->
            place
                .module()
                .enqueueTogether(
                    STAGE,
                    place.stream().handle(),
                    function,
                    grid,
                    arrays.arguments(
                        rate,
                        KernelModule.of(count),
                        KernelModule.of(place.watch().bound()),
                        KernelModule.of(shares))),
        shares::close);
  }

  private DescentSteps graph(double rate) {
    KernelFunction function = function("backward");
    KernelModule.Grid grid = grid(function, arrays.paddedNeurons());
    return new GraphSteps(
        place.context(),
        place.stream(),
        () -> {
          enqueue(function, grid, arrays.arguments(rate));
          forward();
          place.watch().count(errors());
        });
  }

  @Override
  public double[] tangentProduct(double[] e) {
    double[] padded = Arrays.copyOf(e, arrays.paddedSamples());
    try (DeviceArray vector = DeviceArray.of(place.context(), STAGE, place.precision(), padded);
        DeviceArray sums = arrays.perNeuron(Precision.DOUBLE);
        DeviceArray tangent = arrays.perNeuron(place.precision());
        DeviceArray image = DeviceArray.of(place.context(), STAGE, Precision.DOUBLE, padded)) {
      gradients(vector, sums);
      arrays.writeTangent(sums, tangent);
      image(tangent, image);
      return Arrays.copyOf(image.toHost(STAGE), e.length);
    }
  }

  /** G_i = Σ_m e_m φ′(u_i·x̂_m) x̂_m. */
  private void gradients(DeviceArray vector, DeviceArray result) {
    KernelFunction function = function("gradients");
    KernelModule.Grid grid = grid(function, arrays.paddedNeurons());
    enqueue(function, grid, arrays.arguments(vector, 0, KernelModule.of(result)));
  }

  /** Σ_i φ′(u_i·x̂_m) a_i·x̂_m. */
  private void image(DeviceArray tangent, DeviceArray result) {
    KernelFunction function = function("image");
    KernelModule.Grid grid = grid(function, arrays.paddedSamples());
    enqueue(function, grid, arrays.arguments(0, KernelModule.of(tangent), KernelModule.of(result)));
  }

  @Override
  public void close() {
    arrays.close();
  }
}
