/** What a lab is. Scripts are pure; what plays them on real sockets is the module lab. */
package dev.connstate.diagnosis.lab;
