package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Precision;

/**
 * Where a network is trained.
 *
 * @param context of the device
 * @param module the kernels
 * @param stream that all passes go into
 * @param precision of the passes
 * @param watch what the host hears
 */
record TrainingPlace(
    CudaContext context,
    KernelModule module,
    CudaStream stream,
    Precision precision,
    DescentWatch watch) {

  /**
   * Steps made of launches. These take a few µs each, which hide behind products: no way but one is
   * worth another.
   *
   * @param step puts one step into the stream
   */
  DescentSteps launched(Runnable step) {
    return switch (DescentSteps.Way.chosen()) {
      case PERSISTENT -> LaunchedSteps.oneByOne(step);
      case GRAPH -> new GraphSteps(context, stream, step);
    };
  }
}
