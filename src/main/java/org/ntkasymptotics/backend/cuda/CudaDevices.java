package org.ntkasymptotics.backend.cuda;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendInfo;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.BackendUnavailableException;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.Devices;
import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.MemoryPlan;
import org.ntkasymptotics.backend.Modes;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Shapes;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.TrainingRun;

/**
 * Several CUDA devices: they share products of a kernel; what is asked of them as one besides, the
 * first does.
 */
final class CudaDevices implements Backend {
  private final List<CudaBackend> devices;
  private final List<CudaBackend> working;
  private final CudaBackend first;
  private final Progress progress;

  private CudaDevices(List<CudaBackend> devices, Progress progress) {
    this.devices = List.copyOf(devices);
    this.working = new ArrayList<>(devices);
    this.first = devices.get(0);
    this.progress = progress;
  }

  /**
   * Opens the devices asked for. Where all are, those that cannot be used are left out with a note.
   *
   * @param reason why they were chosen
   * @throws BackendUnavailableException saying, in one clause, what is missing
   */
  static Backend open(BackendOptions options, String reason, Progress progress) {
    boolean all = options.devices().equals(Devices.ALL);
    List<CudaBackend> opened = new ArrayList<>();
    BackendUnavailableException missing = null;
    for (int index : CudaBackend.asked(options)) {
      try {
        Progress own = opened.isEmpty() ? progress : Progress.NONE;
        opened.add(CudaBackend.open(index, options, reason, own));
      } catch (BackendUnavailableException e) {
        missing = e;
        if (!all) {
          break;
        }
        progress.note("device " + index + " is left out: " + e.getMessage());
      }
    }
    if (missing != null && (!all || opened.isEmpty())) {
      opened.forEach(CudaBackend::close);
      throw missing;
    }
    return opened.size() == 1 ? opened.get(0) : new CudaDevices(opened, progress);
  }

  /** The devices that are used. */
  List<Integer> indices() {
    return devices.stream().map(d -> d.device().index()).toList();
  }

  @Override
  public BackendInfo info() {
    BackendInfo one = first.info();
    Map<String, String> properties = new LinkedHashMap<>(one.properties());
    properties.put("devices side by side", Integer.toString(devices.size()));
    return new BackendInfo(
        one.name(),
        devices.stream().map(d -> d.device().title()).collect(Collectors.joining(", ")),
        one.reason(),
        one.threads(),
        one.precision(),
        properties);
  }

  @Override
  public MemoryPlan memoryPlan(String operation, long points) {
    return tightest(device -> device.memoryPlan(operation, points));
  }

  @Override
  public MemoryPlan memoryPlan(String operation, NtkKernel kernel, long points) {
    return tightest(device -> device.memoryPlan(operation, kernel, points));
  }

  /** Of the device with the least room: whoever shares work out may give it to any. */
  private MemoryPlan tightest(Function<CudaBackend, MemoryPlan> plan) {
    return devices.stream()
        .map(plan)
        .min(Comparator.comparingLong(MemoryPlan::largest))
        .orElseThrow();
  }

  @Override
  public BackendMatrix gram(NtkKernel kernel, RowMatrix points) {
    return first.gram(kernel, points);
  }

  @Override
  public Eigensystem eigh(BackendMatrix gram) {
    return first.eigh(gram);
  }

  @Override
  public Modes modes(BackendMatrix gram, RowMatrix residuals) {
    return first.modes(gram, residuals);
  }

  @Override
  public KernelProduct product(NtkKernel kernel, RowMatrix points) {
    return product(kernel, points, ProductStrips.of(Math.max(1, points.rows())));
  }

  /** The same with points cut in a given way. */
  KernelProduct product(NtkKernel kernel, RowMatrix points, ProductStrips strips) {
    Shapes.requirePoints(points);
    if (kernel instanceof EmpiricalNtk || strips.strips().size() == 1) {
      return first.product(kernel, points);
    }
    List<CudaProduct> products = new ArrayList<>();
    ComputationException failure = null;
    for (CudaBackend device : List.copyOf(working)) {
      try {
        products.add(device.product(kernel, points, strips));
      } catch (ComputationException e) {
        failure = e;
        working.remove(device);
        progress.note(
            "device " + device.device().index() + " is left out from now on: " + e.getMessage());
      }
    }
    if (products.isEmpty()) {
      throw failure;
    }
    return new SharedProduct(strips, products, progress);
  }

  @Override
  public TrainingRun descent(
      FiniteNetwork initial,
      RowMatrix points,
      double[] residual,
      DescentPlan plan,
      Checkpoints checkpoints,
      Progress listener) {
    return first.descent(initial, points, residual, plan, checkpoints, listener);
  }

  @Override
  public List<Backend> parts() {
    return List.copyOf(devices);
  }

  @Override
  public void close() {
    devices.forEach(CudaBackend::close);
  }
}
