// What the name of an exchange file tells. Private to formats/.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>

#include "text/error.h"

namespace oimtm::formats {

// Of a file in lower case, as ".tmx"; people's tools write A.TMX too.
inline std::string lower_suffix(const std::filesystem::path& file) {
  std::string suffix = file.extension().string();
  std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return suffix;
}

inline bool is_packed_name(const std::string& path) { return lower_suffix(path) == ".gz"; }

// The suffix of what is in the file: that before ".gz".
inline std::string exchange_suffix(const std::filesystem::path& file) {
  return lower_suffix(is_packed_name(file.string()) ? file.stem() : file);
}

// Throws UsageError if the name is a folder's.
inline void refuse_folder(const std::string& path) {
  std::error_code error;
  if (path != "-" && std::filesystem::is_directory(path, error))
    throw UsageError(msg("is a folder; a file is wanted here"), {path, 0, 0});
}

}  // namespace oimtm::formats
