/**
 * Station: exponents and constants predicted from kernel, density and target. Goes to {@link
 * org.ntkasymptotics.report}.
 */
package org.ntkasymptotics.theory;
