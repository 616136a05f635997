/** The formulas of users, in CEL: what they may say of a target, and how they are compiled and evaluated within bounds. */
package dev.connstate.operator.alert.expression;
