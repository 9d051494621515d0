/**
 * Mathematical functions: numbers in, numbers out. No station, the tool shelf of {@link
 * org.ntkasymptotics.kernel} and {@link org.ntkasymptotics.theory}.
 */
package org.ntkasymptotics.special;
