package org.ntkasymptotics.backend.cuda;

import static jcuda.driver.JCudaDriver.cuLaunchCooperativeKernel;
import static jcuda.driver.JCudaDriver.cuLaunchKernel;
import static jcuda.driver.JCudaDriver.cuMemcpyDtoH;
import static jcuda.driver.JCudaDriver.cuModuleGetFunction;
import static jcuda.driver.JCudaDriver.cuModuleGetGlobal;
import static jcuda.driver.JCudaDriver.cuModuleLoadData;
import static jcuda.driver.JCudaDriver.cuModuleUnload;
import static jcuda.driver.JCudaDriver.cuOccupancyMaxActiveBlocksPerMultiprocessor;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import jcuda.NativePointerObject;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.CUstream;
import org.ntkasymptotics.backend.BackendUnavailableException;
import org.ntkasymptotics.backend.ComputationException;

/** The compiled kernels, loaded into a context. */
final class KernelModule {
  /** The argument that is no address. */
  static final Pointer NOTHING = Pointer.to(new long[] {0});

  private static final int HASH_DIGITS = 64;

  private final CudaContext context;
  private final CUmodule module = new CUmodule();
  private final Map<KernelFunction, CUfunction> functions = new EnumMap<>(KernelFunction.class);

  /**
   * Loads an image; it is unloaded with the context.
   *
   * @throws BackendUnavailableException if the device cannot run it, or if it was compiled from
   *     other sources than this program was built with
   */
  KernelModule(CudaContext context, KernelImage image) {
    this.context = context;
    try {
      context.call("kernels", () -> cuModuleLoadData(module, image.bytes()));
    } catch (ComputationException e) {
      throw new BackendUnavailableException(
          "the CUDA kernels ("
              + image.origin()
              + ") cannot be loaded: "
              + e.getCause().getMessage()
              + " on "
              + context.device()
              + "; a newer driver, or a build on this machine, may help",
          e);
    }
    context.atClose(() -> cuModuleUnload(module));
    String hash = sourceHash();
    if (!hash.equals(image.sourceHash())) {
      throw new BackendUnavailableException(
          "the CUDA kernels ("
              + image.origin()
              + ") were compiled from other sources ("
              + hash
              + ") than this build has ("
              + image.sourceHash()
              + "); build again");
    }
  }

  private String sourceHash() {
    byte[] hash = new byte[HASH_DIGITS];
    context.call(
        "kernels",
        () -> {
          CUdeviceptr address = new CUdeviceptr();
          cuModuleGetGlobal(address, new long[1], module, "ntk_source_hash");
          cuMemcpyDtoH(Pointer.to(hash), address, hash.length);
        });
    return new String(hash, StandardCharsets.US_ASCII);
  }

  /**
   * A grid of blocks of threads in one dimension.
   *
   * @param x blocks along the first axis
   * @param y blocks along the second
   * @param threads of a block
   */
  record Grid(long x, int y, int threads) {}

  /**
   * Launches a function and waits for its end.
   *
   * @param stage for an error
   * @param arguments pointers to the arguments, in their order
   */
  void launch(String stage, KernelFunction function, Grid grid, NativePointerObject... arguments) {
    enqueue(stage, null, function, grid, arguments);
    context.synchronise(stage);
  }

  /**
   * Launches a function in a stream and does not wait.
   *
   * @param stream null for the default stream
   */
  void enqueue(
      String stage,
      CUstream stream,
      KernelFunction function,
      Grid grid,
      NativePointerObject... arguments) {
    int x = Math.toIntExact(grid.x());
    CUfunction handle = handle(stage, function);
    Pointer packed = Pointer.to(arguments);
    context.call(
        stage,
        () ->
            cuLaunchKernel(handle, x, grid.y(), 1, grid.threads(), 1, 1, 0, stream, packed, null));
  }

  /** The same for a grid whose blocks wait for each other: all of them must be resident. */
  void enqueueTogether(
      String stage,
      CUstream stream,
      KernelFunction function,
      Grid grid,
      NativePointerObject... arguments) {
    int x = Math.toIntExact(grid.x());
    CUfunction handle = handle(stage, function);
    Pointer packed = Pointer.to(arguments);
    context.call(
        stage,
        () ->
            cuLaunchCooperativeKernel(
                handle, x, grid.y(), 1, grid.threads(), 1, 1, 0, stream, packed));
  }

  /** How many blocks of a function the device holds at once. */
  int residentBlocks(String stage, KernelFunction function, int threads) {
    CUfunction handle = handle(stage, function);
    int[] blocks = new int[1];
    context.call(
        stage, () -> cuOccupancyMaxActiveBlocksPerMultiprocessor(blocks, handle, threads, 0));
    return blocks[0] * context.device().multiprocessors();
  }

  private CUfunction handle(String stage, KernelFunction function) {
    return functions.computeIfAbsent(function, f -> resolve(stage, f));
  }

  private CUfunction resolve(String stage, KernelFunction function) {
    CUfunction handle = new CUfunction();
    context.call(stage, () -> cuModuleGetFunction(handle, module, function.symbol()));
    return handle;
  }

  /** A whole number as an argument of 64 bits. */
  static Pointer of(long value) {
    return Pointer.to(new long[] {value});
  }

  /** A real number as an argument of 64 bits. */
  static Pointer of(double value) {
    return Pointer.to(new double[] {value});
  }

  /** A whole number as an argument of 32 bits. */
  static Pointer of(int value) {
    return Pointer.to(new int[] {value});
  }

  /** An address as an argument. */
  static Pointer of(CUdeviceptr address) {
    return Pointer.to(address);
  }

  /** An array's address as an argument. */
  static Pointer of(DeviceArray array) {
    return of(array.pointer());
  }
}
