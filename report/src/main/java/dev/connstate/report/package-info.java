/**
 * What a node says about its connections: values only, the protobuf schema and the codec between the two. Nothing here
 * reads or decides.
 */
package dev.connstate.report;
