/**
 * Resources that are kept as the documents they are in API v2: annotations, graphs, dashboards, worksheets, and for other packages maintenance and rule
 * set groups. What a document may hold stands in {@code forms.json}, which is also what the OpenAPI document shows. Promise: a document that does not fit
 * its form is refused naming every wrong field, and nothing of it is kept.
 */
@NullMarked
package io.vedette.configmonitor.document;

import org.jspecify.annotations.NullMarked;
