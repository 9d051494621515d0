package org.ntkasymptotics.backend.cuda;

import static jcuda.driver.CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL;
import static jcuda.driver.JCudaDriver.cuGraphDestroy;
import static jcuda.driver.JCudaDriver.cuGraphExecDestroy;
import static jcuda.driver.JCudaDriver.cuGraphInstantiate;
import static jcuda.driver.JCudaDriver.cuGraphLaunch;
import static jcuda.driver.JCudaDriver.cuStreamBeginCapture;
import static jcuda.driver.JCudaDriver.cuStreamEndCapture;

import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;

/** Steps by a graph of {@value #STEPS} of them, captured once; what remains is launched singly. */
final class GraphSteps implements DescentSteps {
  private static final String STAGE = "training";

  /** A graph's launch costs some 10 µs, what 20 steps of 20 µs hide. */
  private static final int STEPS = 20;

  private final CudaContext context;
  private final CudaStream stream;
  private final Runnable step;
  private final CUgraphExec graph = new CUgraphExec();

  /**
   * Captures.
   *
   * @param step enqueues one step in the stream
   */
  GraphSteps(CudaContext context, CudaStream stream, Runnable step) {
    this.context = context;
    this.stream = stream;
    this.step = step;
    CUgraph captured = new CUgraph();
    context.call(
        STAGE, () -> cuStreamBeginCapture(stream.handle(), CU_STREAM_CAPTURE_MODE_THREAD_LOCAL));
    for (int k = 0; k < STEPS; k++) {
      step.run();
    }
    context.call(STAGE, () -> cuStreamEndCapture(stream.handle(), captured));
    try {
      context.call(STAGE, () -> cuGraphInstantiate(graph, captured, 0));
    } finally {
      context.call(STAGE, () -> cuGraphDestroy(captured));
    }
    context.adopt(this);
  }

  @Override
  public void enqueue(long count) {
    for (long k = 0; k < count / STEPS; k++) {
      context.call(STAGE, () -> cuGraphLaunch(graph, stream.handle()));
    }
    for (long k = 0; k < count % STEPS; k++) {
      step.run();
    }
  }

  @Override
  public void close() {
    context.release(this, () -> cuGraphExecDestroy(graph));
  }
}
