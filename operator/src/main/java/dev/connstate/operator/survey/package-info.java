/** What the targets of alerts show, asked when a report comes, and of those alone that it tells of. */
package dev.connstate.operator.survey;
