from __future__ import annotations

import pytest
from lxml import etree

from synthkit.model.dates import PartialDate
from synthkit.site.sitemap import robots, sitemap


def test_each_page_stands_in_its_order_with_its_date_as_precisely_as_it_is_known() -> None:
    pages = [
        ("https://a.example/", PartialDate(2032)),
        ("https://a.example/b.html", PartialDate(2032, 5, 1)),
        ("https://a.example/c%20d.html", None),
    ]
    root = etree.fromstring(sitemap(pages))
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    assert [(url.findtext("{*}loc"), url.findtext("{*}lastmod")) for url in root] == [
        ("https://a.example/", "2032"),
        ("https://a.example/b.html", "2032-05-01"),
        ("https://a.example/c%20d.html", None),
    ]


def test_an_address_with_an_ampersand_is_an_address() -> None:
    (url,) = etree.fromstring(sitemap([("https://a.example/?a=1&b=2", None)]))
    assert url.findtext("{*}loc") == "https://a.example/?a=1&b=2"


@pytest.mark.parametrize("url", ["https://a.example", "https://a.example/"])
def test_a_site_with_a_host_of_its_own_names_its_map(url: str) -> None:
    assert robots(url).splitlines() == ["User-agent: *", "Allow: /", "", "Sitemap: https://a.example/sitemap.xml"]


@pytest.mark.parametrize("url", ["", "https://a.example/livre/", "https://a.example/livre"])
def test_below_a_folder_nobody_reads_robots_txt(url: str) -> None:
    assert robots(url) == ""
