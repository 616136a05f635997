/** The cluster as the API server shows it: watches that keep pods, their owners and the labels of nodes and namespaces. */
package dev.connstate.operator.cluster;
