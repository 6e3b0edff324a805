// Where two texts are likely to meet, before any search. Private to align/.
#pragma once

#include <vector>

#include "align/band.h"
#include "align/text_cost.h"
#include "align/words.h"

namespace oimtm::align {

// Waypoints for the search: segments that share rare words, as far as they follow one
// another on both sides and do not stand alone; between them the straight way, with a reach
// that grows with the distance of the anchors, up to 200 segments or what four million cells
// allow.
//
// Time: the words, and the pairs of places of rare words times their logarithm.
std::vector<Waypoint> find_waypoints(const Side& source, const Side& target, const TextModel& model);

}  // namespace oimtm::align
