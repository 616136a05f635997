/** Reports and wishes to alerts and recommendations: the program, and how its parts are put together. */
package dev.connstate.operator;
