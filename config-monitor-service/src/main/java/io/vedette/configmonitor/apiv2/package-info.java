/**
 * What all resources of API v2 share: cids, paging and search, and a reader of bodies that tells every wrong field at once. Fields that begin with an
 * underscore are read-only and, like unknown ones, ignored when a client sends them back.
 */
@NullMarked
package io.vedette.configmonitor.apiv2;

import org.jspecify.annotations.NullMarked;
