"""A missing graphics library is a sentence with a remedy, not a traceback."""

from lcc_desktop.graphics import explain_missing_library


def test_the_package_of_a_missing_library_is_named():
    error = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    said = explain_missing_library(error)
    assert said is not None
    assert "libegl1" in said
    assert "apt-get install" in said


def test_a_library_we_do_not_know_is_named_itself():
    said = explain_missing_library(ImportError("libstrange.so.9: cannot open shared object file: No such file"))
    assert said is not None
    assert "libstrange.so.9" in said


def test_any_other_import_error_is_not_ours_to_explain():
    assert explain_missing_library(ImportError("No module named x")) is None
