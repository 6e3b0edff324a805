// TMX, Translation Memory eXchange (LISA OSCAR): reads 1.1 to 1.4b, writes 1.4b level 2.
//
// What TMX has no element for is kept in props, so that a memory that is written and read
// again has the same units:
//   x-context-pre, x-context-post   the neighbours, of the source in <tu> (as MateCat writes
//                                   them), of other languages in their <tuv>; empty at a
//                                   document's edge. memoQ's, with <seg> and in any <tuv>, and
//                                   OmegaT's (prev, next) are read
//   x-confidence                    of the alignment, in <tu>
//   x-document, x-block, x-kind, x-position, x-ranges   where a variant stood, in <tuv>
// Inline elements become inline codes that carry the element as it was.
#pragma once

#include "formats/input.h"
#include "formats/unit_stream.h"
#include "formats/validate.h"

namespace oimtm::formats {

UnitCounts read_tmx(ByteSource& source, const UnitOptions& options, const UnitVisitor& visit,
                    const DiagnosticSink& report);
// The rules of the DTDs of 1.1 to 1.4, and what they cannot say (formats/validate.h).
std::size_t validate_tmx(ByteSource& source, const ValidateOptions& options, const FindingSink& find);

std::unique_ptr<UnitWriter> write_tmx(const UnitOptions& options, ByteSink sink, DiagnosticSink report);

}  // namespace oimtm::formats
