// Reads TMX unit by unit, and goes on behind what is damaged. Private to formats/.
//
// A unit that is damaged is rejected alone: it ends where the next <tu> begins, whatever it
// has open there. What cannot be read on its way to a token is looked over up to that <tu>.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/tmx/elements.h"
#include "formats/tmx/property_builder.h"
#include "formats/tmx/segment_builder.h"
#include "formats/tmx/unit_builder.h"
#include "formats/unit_stream.h"
#include "formats/xml_reader.h"

namespace oimtm::formats {

// Gives the elements to the unit at hand as they come. Nothing recurses.
class TmxReader {
 public:
  TmxReader(XmlReader& xml, const UnitOptions& options, const UnitVisitor& visit, const DiagnosticSink& report)
      : xml_(xml), options_(options), visit_(visit), report_(report) {}

  UnitCounts read();

 private:
  static constexpr std::size_t kBodyDepth = 2;  // <tmx><body>

  // reader.cpp: what the elements give.
  void start(Element element);
  void start_variant();
  void start_segment();
  void start_inline(Element element);
  void start_property(Element element);
  void start_header();
  void start_unit();
  void begin_unit();
  void end(Element element);
  void end_variant();
  void end_unit();
  void end_property();
  void add_to_property();
  void give_header();
  void take_text(std::string_view text);
  void tell_foreign();

  // recovery.cpp: what becomes of what is damaged.
  void take_flaw();
  void take_fault();
  bool flaw_is_in_header() const;
  bool is_end_of_torn_unit() const;
  void leave_open_unit();
  void start_orphan();
  void note_stray_text(std::string_view text);
  void tell_stray_text();
  void spend_tag();
  void spend(std::size_t bytes);
  void lose(const Message& reason, const Location& where);
  void lose_text();
  void reject(Message reason, Location where);
  void reject(Message reason) { reject(std::move(reason), unit_place_); }
  void finish_unit();

  bool is_lost() const { return !reason_.empty(); }  // the unit at hand is read to its end, and not kept

  XmlReader& xml_;
  const UnitOptions& options_;
  const UnitVisitor& visit_;
  const DiagnosticSink& report_;

  UnitCounts counts_;
  text::Attributes header_;
  bool in_header_ = false;
  bool in_body_ = false;
  bool in_unit_ = false;
  bool in_variant_ = false;
  bool in_segment_ = false;
  bool in_property_ = false;
  bool is_property_lost_ = false;
  std::size_t spent_ = 0;  // bytes of memory, of the unit or the header
  std::size_t segment_depth_ = 0;
  std::size_t property_depth_ = 0;

  UnitBuilder unit_;
  SegmentBuilder segment_;
  PropertyBuilder property_;
  std::vector<std::string> foreign_;

  Location unit_place_;
  Message reason_;  // why the unit is rejected; empty if it is not
  Location reason_place_;
  Message odd_;       // what is missing in a variant
  Message tag_flaw_;  // of a <tu> tag, before its unit has begun
  Location flaw_place_;
  std::optional<Location> stray_text_;  // where a text stands that is in no segment

  bool follows_open_ = false;  // the <tu> at hand comes where another is open
  bool is_inner_ = false;      // the last unit began so
  bool was_bare_ = false;      // the last unit was rejected as it had nothing: what follows is taken for its own
};

}  // namespace oimtm::formats
