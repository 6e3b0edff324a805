// Names of XLIFF: its versions and namespaces. Private to formats/xliff.
#pragma once

#include <array>
#include <string_view>

#include "formats/xliff/xml_tree.h"

namespace oimtm::formats::xliff {

inline constexpr std::string_view kXliff11 = "urn:oasis:names:tc:xliff:document:1.1";
inline constexpr std::string_view kXliff12 = "urn:oasis:names:tc:xliff:document:1.2";
inline constexpr std::string_view kXliff20 = "urn:oasis:names:tc:xliff:document:2.0";  // of 2.1 too
inline constexpr std::string_view kXliff22 = "urn:oasis:names:tc:xliff:document:2.2";
inline constexpr std::string_view kMatches = "urn:oasis:names:tc:xliff:matches:2.0";
inline constexpr std::string_view kGlossary = "urn:oasis:names:tc:xliff:glossary:2.0";
inline constexpr std::string_view kFormatStyle = "urn:oasis:names:tc:xliff:fs:2.0";
inline constexpr std::string_view kMetadata = "urn:oasis:names:tc:xliff:metadata:2.0";
inline constexpr std::string_view kResourceData = "urn:oasis:names:tc:xliff:resourcedata:2.0";
inline constexpr std::string_view kChangeTracking20 = "urn:oasis:names:tc:xliff:changetracking:2.0";
inline constexpr std::string_view kChangeTracking21 = "urn:oasis:names:tc:xliff:changetracking:2.1";
inline constexpr std::string_view kSizeRestriction = "urn:oasis:names:tc:xliff:sizerestriction:2.0";
inline constexpr std::string_view kValidation = "urn:oasis:names:tc:xliff:validation:2.0";
inline constexpr std::string_view kIts = "http://www.w3.org/2005/11/its";
inline constexpr std::string_view kItsm = "urn:oasis:names:tc:xliff:itsm:2.1";
inline constexpr std::string_view kPgs = "urn:oasis:names:tc:xliff:pgs:1.0";
inline constexpr std::string_view kTbx = "urn:iso:std:iso:30042:ed-1:v1:en";

// Ours: what `segment --format xliff` puts in the skeleton.
inline constexpr std::string_view kOimtm = "urn:oimtm:skeleton:1";

inline bool is_version2(std::string_view space) { return space == kXliff20 || space == kXliff22; }

// XLIFF 1.0 has no namespace: "" is taken for it.
inline bool is_version1(std::string_view space) { return space == kXliff12 || space == kXliff11 || space.empty(); }

inline bool is_core(std::string_view space) { return is_version1(space) || is_version2(space); }

}  // namespace oimtm::formats::xliff
