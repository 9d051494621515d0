package org.ntkasymptotics.backend.cuda;

import java.util.Arrays;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.ShallowNetwork;

/** Trains a network of one hidden layer by the passes of {@code descent.cu}. */
final class ShallowTraining implements CudaTraining {
  private static final String STAGE = "training";

  /** Threads of a block, as in descent.cu. */
  private static final int DESCENT_THREADS = 128;

  /** Points or neurons that a block has work for, at least. */
  private static final int LEAST_ITEMS = 8;

  private final CudaContext context;
  private final KernelModule module;
  private final CudaStream stream;
  private final Precision precision;
  private final ShallowArrays arrays;

  /** Uploads points (M, d) and the network. */
  ShallowTraining(
      CudaContext context,
      KernelModule module,
      CudaStream stream,
      ShallowNetwork initial,
      RowMatrix points,
      Precision precision) {
    this.context = context;
    this.module = module;
    this.stream = stream;
    this.precision = precision;
    this.arrays = new ShallowArrays(context, precision, initial, points);
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
    arrays.set((ShallowNetwork) network);
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
    return KernelFunction.descent(pass, arrays.inputs(), precision);
  }

  /** As many blocks as there is work for, but no more than the device holds at once. */
  private KernelModule.Grid grid(KernelFunction function, int items) {
    int resident = module.residentBlocks(STAGE, function, DESCENT_THREADS);
    return new KernelModule.Grid(Math.min(items / LEAST_ITEMS, resident), 1, DESCENT_THREADS);
  }

  @Override
  public void forward() {
    KernelFunction function = function("forward");
    KernelModule.Grid grid = grid(function, arrays.paddedSamples());
    module.enqueue(STAGE, stream.handle(), function, grid, arrays.arguments(0));
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
    return new LaunchedSteps(
        count ->
            module.enqueueTogether(
                STAGE,
                stream.handle(),
                function,
                grid,
                arrays.arguments(rate, KernelModule.of(count))));
  }

  private DescentSteps graph(double rate) {
    KernelFunction function = function("backward");
    KernelModule.Grid grid = grid(function, arrays.paddedNeurons());
    return new GraphSteps(
        context,
        stream,
        () -> {
          module.enqueue(STAGE, stream.handle(), function, grid, arrays.arguments(rate));
          forward();
        });
  }

  @Override
  public double[] tangentProduct(double[] e) {
    double[] padded = Arrays.copyOf(e, arrays.paddedSamples());
    try (DeviceArray vector = DeviceArray.of(context, STAGE, precision, padded);
        DeviceArray sums = arrays.perNeuron(Precision.DOUBLE);
        DeviceArray tangent = arrays.perNeuron(precision);
        DeviceArray image = DeviceArray.of(context, STAGE, Precision.DOUBLE, padded)) {
      gradients(vector, sums);
      arrays.writeTangent(sums, tangent);
      image(tangent, image);
      return Arrays.copyOf(image.toHost(STAGE), e.length);
    }
  }

  /** G_i = Σ_m e_m 1[u_i·x̂_m > 0] x̂_m. */
  private void gradients(DeviceArray vector, DeviceArray result) {
    KernelFunction function = function("gradients");
    KernelModule.Grid grid = grid(function, arrays.paddedNeurons());
    module.enqueue(
        STAGE,
        stream.handle(),
        function,
        grid,
        arrays.arguments(vector, 0, KernelModule.of(result)));
  }

  /** Σ_i 1[u_i·x̂_m > 0] a_i·x̂_m. */
  private void image(DeviceArray tangent, DeviceArray result) {
    KernelFunction function = function("image");
    KernelModule.Grid grid = grid(function, arrays.paddedSamples());
    module.enqueue(
        STAGE,
        stream.handle(),
        function,
        grid,
        arrays.arguments(0, KernelModule.of(tangent), KernelModule.of(result)));
  }

  @Override
  public void close() {
    arrays.close();
  }
}
