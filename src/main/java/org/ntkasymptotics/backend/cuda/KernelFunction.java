package org.ntkasymptotics.backend.cuda;

import java.util.Arrays;
import java.util.Locale;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.kernel.NtkKernel;

/**
 * The functions of {@code cuda-kernels/kernels}, by the names they have there, in lower case:
 * operation, kernel, precision. The only place that names them; {@code TwinsTest} compares.
 */
enum KernelFunction {
  GRAM_RELU_NTK_DOUBLE,
  GRAM_RELU_NTK_SINGLE,
  GRAM_RELU_COVARIANCE_DOUBLE,
  GRAM_RELU_COVARIANCE_SINGLE,
  GRAM_RELU_NTK_SINGULAR_DOUBLE,
  GRAM_RELU_NTK_SINGULAR_SINGLE,
  PRODUCT_RELU_NTK_DOUBLE,
  PRODUCT_RELU_NTK_SINGLE,
  PRODUCT_RELU_COVARIANCE_DOUBLE,
  PRODUCT_RELU_COVARIANCE_SINGLE,
  PRODUCT_RELU_NTK_SINGULAR_DOUBLE,
  PRODUCT_RELU_NTK_SINGULAR_SINGLE,
  GRAM_DEEP_RELU_NTK_DOUBLE,
  GRAM_DEEP_RELU_NTK_SINGLE,
  GRAM_DEEP_RELU_COVARIANCE_DOUBLE,
  GRAM_DEEP_RELU_COVARIANCE_SINGLE,
  GRAM_POWER_NTK_DOUBLE,
  GRAM_POWER_NTK_SINGLE,
  GRAM_POWER_COVARIANCE_DOUBLE,
  GRAM_POWER_COVARIANCE_SINGLE,
  GRAM_LAPLACE_DOUBLE,
  GRAM_LAPLACE_SINGLE,
  GRAM_MATERN_DOUBLE,
  GRAM_MATERN_SINGLE,
  GRAM_DISTANCE_POWER_DOUBLE,
  GRAM_DISTANCE_POWER_SINGLE,
  PRODUCT_DEEP_RELU_NTK_DOUBLE,
  PRODUCT_DEEP_RELU_NTK_SINGLE,
  PRODUCT_DEEP_RELU_COVARIANCE_DOUBLE,
  PRODUCT_DEEP_RELU_COVARIANCE_SINGLE,
  PRODUCT_POWER_NTK_DOUBLE,
  PRODUCT_POWER_NTK_SINGLE,
  PRODUCT_POWER_COVARIANCE_DOUBLE,
  PRODUCT_POWER_COVARIANCE_SINGLE,
  PRODUCT_LAPLACE_DOUBLE,
  PRODUCT_LAPLACE_SINGLE,
  PRODUCT_MATERN_DOUBLE,
  PRODUCT_MATERN_SINGLE,
  PRODUCT_DISTANCE_POWER_DOUBLE,
  PRODUCT_DISTANCE_POWER_SINGLE,
  PRODUCT_JOIN,
  SOLVE_CHECK_DOUBLE,
  SOLVE_CHECK_SINGLE,
  DESCENT_LOSS,
  DESCENT_STEPS_1_SINGLE,
  DESCENT_STEPS_1_DOUBLE,
  DESCENT_BACKWARD_1_SINGLE,
  DESCENT_BACKWARD_1_DOUBLE,
  DESCENT_FORWARD_1_SINGLE,
  DESCENT_FORWARD_1_DOUBLE,
  DESCENT_GRADIENTS_1_SINGLE,
  DESCENT_GRADIENTS_1_DOUBLE,
  DESCENT_IMAGE_1_SINGLE,
  DESCENT_IMAGE_1_DOUBLE,
  DESCENT_STEPS_2_SINGLE,
  DESCENT_STEPS_2_DOUBLE,
  DESCENT_BACKWARD_2_SINGLE,
  DESCENT_BACKWARD_2_DOUBLE,
  DESCENT_FORWARD_2_SINGLE,
  DESCENT_FORWARD_2_DOUBLE,
  DESCENT_GRADIENTS_2_SINGLE,
  DESCENT_GRADIENTS_2_DOUBLE,
  DESCENT_IMAGE_2_SINGLE,
  DESCENT_IMAGE_2_DOUBLE,
  DESCENT_STEPS_3_SINGLE,
  DESCENT_STEPS_3_DOUBLE,
  DESCENT_BACKWARD_3_SINGLE,
  DESCENT_BACKWARD_3_DOUBLE,
  DESCENT_FORWARD_3_SINGLE,
  DESCENT_FORWARD_3_DOUBLE,
  DESCENT_GRADIENTS_3_SINGLE,
  DESCENT_GRADIENTS_3_DOUBLE,
  DESCENT_IMAGE_3_SINGLE,
  DESCENT_IMAGE_3_DOUBLE,
  DESCENT_STEPS_4_SINGLE,
  DESCENT_STEPS_4_DOUBLE,
  DESCENT_BACKWARD_4_SINGLE,
  DESCENT_BACKWARD_4_DOUBLE,
  DESCENT_FORWARD_4_SINGLE,
  DESCENT_FORWARD_4_DOUBLE,
  DESCENT_GRADIENTS_4_SINGLE,
  DESCENT_GRADIENTS_4_DOUBLE,
  DESCENT_IMAGE_4_SINGLE,
  DESCENT_IMAGE_4_DOUBLE,
  DESCENT_STEPS_8_SINGLE,
  DESCENT_STEPS_8_DOUBLE,
  DESCENT_BACKWARD_8_SINGLE,
  DESCENT_BACKWARD_8_DOUBLE,
  DESCENT_FORWARD_8_SINGLE,
  DESCENT_FORWARD_8_DOUBLE,
  DESCENT_GRADIENTS_8_SINGLE,
  DESCENT_GRADIENTS_8_DOUBLE,
  DESCENT_IMAGE_8_SINGLE,
  DESCENT_IMAGE_8_DOUBLE,
  DESCENT_POWER_STEPS_2_SINGLE,
  DESCENT_POWER_STEPS_2_DOUBLE,
  DESCENT_POWER_BACKWARD_2_SINGLE,
  DESCENT_POWER_BACKWARD_2_DOUBLE,
  DESCENT_POWER_FORWARD_2_SINGLE,
  DESCENT_POWER_FORWARD_2_DOUBLE,
  DESCENT_POWER_GRADIENTS_2_SINGLE,
  DESCENT_POWER_GRADIENTS_2_DOUBLE,
  DESCENT_POWER_IMAGE_2_SINGLE,
  DESCENT_POWER_IMAGE_2_DOUBLE,
  DESCENT_POWER_STEPS_4_SINGLE,
  DESCENT_POWER_STEPS_4_DOUBLE,
  DESCENT_POWER_BACKWARD_4_SINGLE,
  DESCENT_POWER_BACKWARD_4_DOUBLE,
  DESCENT_POWER_FORWARD_4_SINGLE,
  DESCENT_POWER_FORWARD_4_DOUBLE,
  DESCENT_POWER_GRADIENTS_4_SINGLE,
  DESCENT_POWER_GRADIENTS_4_DOUBLE,
  DESCENT_POWER_IMAGE_4_SINGLE,
  DESCENT_POWER_IMAGE_4_DOUBLE,
  DESCENT_POWER_STEPS_8_SINGLE,
  DESCENT_POWER_STEPS_8_DOUBLE,
  DESCENT_POWER_BACKWARD_8_SINGLE,
  DESCENT_POWER_BACKWARD_8_DOUBLE,
  DESCENT_POWER_FORWARD_8_SINGLE,
  DESCENT_POWER_FORWARD_8_DOUBLE,
  DESCENT_POWER_GRADIENTS_8_SINGLE,
  DESCENT_POWER_GRADIENTS_8_DOUBLE,
  DESCENT_POWER_IMAGE_8_SINGLE,
  DESCENT_POWER_IMAGE_8_DOUBLE,
  DESCENT_WIDE_OUTPUTS_SINGLE,
  DESCENT_WIDE_OUTPUTS_DOUBLE,
  DESCENT_WIDE_SLOPES_SINGLE,
  DESCENT_WIDE_SLOPES_DOUBLE,
  DESCENT_WIDE_STEP_SINGLE,
  DESCENT_WIDE_STEP_DOUBLE,
  DESCENT_WIDE_TANGENT_SINGLE,
  DESCENT_WIDE_TANGENT_DOUBLE,
  DESCENT_WIDE_IMAGES_SINGLE,
  DESCENT_WIDE_IMAGES_DOUBLE,
  LAYERED_DESCENT_JOIN,
  LAYERED_DESCENT_ACTIVATIONS_SINGLE,
  LAYERED_DESCENT_ACTIVATIONS_DOUBLE,
  LAYERED_DESCENT_OUTPUTS_SINGLE,
  LAYERED_DESCENT_OUTPUTS_DOUBLE,
  LAYERED_DESCENT_TOP_SINGLE,
  LAYERED_DESCENT_TOP_DOUBLE,
  LAYERED_DESCENT_TIMES_SINGLE,
  LAYERED_DESCENT_TIMES_DOUBLE,
  LAYERED_DESCENT_SUMS_SINGLE,
  LAYERED_DESCENT_SUMS_DOUBLE,
  LAYERED_DESCENT_ADD_SINGLE,
  LAYERED_DESCENT_ADD_DOUBLE,
  LAYERED_DESCENT_LIFT_SINGLE,
  LAYERED_DESCENT_LIFT_DOUBLE,
  EMPIRICAL_GRAM_CONTRACT_SINGLE,
  EMPIRICAL_GRAM_CONTRACT_DOUBLE;

  /** Its name in the module. */
  String symbol() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The function that fills the matrix of a kernel. */
  static KernelFunction gram(NtkKernel kernel, Precision precision) {
    return named("gram_" + word(kernel) + "_" + precision.word());
  }

  /** The function that multiplies the matrix of a kernel with vectors. */
  static KernelFunction product(NtkKernel kernel, Precision precision) {
    return named("product_" + word(kernel) + "_" + precision.word());
  }

  /** The function that sums the diagonal and the squares of a matrix. */
  static KernelFunction solveCheck(Precision precision) {
    return named("solve_check_" + precision.word());
  }

  /**
   * A pass of training a network of one hidden layer.
   *
   * @param pass "steps", "backward", "forward", "gradients" or "image", with "power_" before it for
   *     activations that are no ReLU
   * @param inputs one of those that the passes are compiled for
   */
  static KernelFunction descent(String pass, int inputs, Precision precision) {
    return named("descent_" + pass + "_" + inputs + "_" + precision.word());
  }

  /**
   * A pass of training a network of one hidden layer of many inputs, beside products.
   *
   * @param pass "outputs", "slopes", "step", "tangent" or "images"
   */
  static KernelFunction wideDescent(String pass, Precision precision) {
    return named("descent_wide_" + pass + "_" + precision.word());
  }

  /**
   * What training a network of several hidden layers does beside products.
   *
   * @param pass "activations", "outputs", "top", "times", "sums", "add" or "lift"
   */
  static KernelFunction layeredDescent(String pass, Precision precision) {
    return named("layered_descent_" + pass + "_" + precision.word());
  }

  /** The function that puts the matrix of a finite network together from products. */
  static KernelFunction empiricalGram(Precision precision) {
    return named("empirical_gram_contract_" + precision.word());
  }

  /** The name of the kernel's record, which its formula's file has too. */
  private static String word(NtkKernel kernel) {
    String name = kernel.getClass().getSimpleName();
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  private static KernelFunction named(String symbol) {
    return Arrays.stream(values()).filter(f -> f.symbol().equals(symbol)).findFirst().orElseThrow();
  }
}
