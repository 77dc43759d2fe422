"""`kg fetch`: documents from the network into a folder."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from kg.cli.options import DAY, say, shared
from kg.errors import KgError


@click.command("fetch", short_help="Save documents from the web, EDGAR or a feed.")
@click.argument("urls", metavar="[URL]...", nargs=-1)
@click.option("--edgar", metavar="CIK", multiple=True, help="The filings of a company with EDGAR, by its number.")
@click.option("--form", metavar="FORM", multiple=True, help="Of --edgar: only filings of this form (8-K).  [default: 8-K 6-K 40-F 20-F 10-K 10-Q]")
@click.option("--since", metavar="DATE", type=DAY, help="Of --edgar: only filings of this day and later.")
@click.option("--feed", metavar="URL", multiple=True, help="What the items of an RSS or Atom feed link to.")
@click.option("--to", "folder", metavar="DIR", type=click.Path(path_type=Path), required=True, help="The folder to save into.")
@click.option(
    "--user-agent",
    metavar="TEXT",
    envvar="KG_USER_AGENT",
    help="How to name yourself to servers; EDGAR wants name and address.  [env: KG_USER_AGENT]",
)
@click.option("--max-size", metavar="MB", type=click.IntRange(min=1), default=64, show_default=True, help="The most that a document may be.")
@click.option(
    "--timeout", metavar="SECONDS", type=click.FloatRange(min=0, min_open=True), default=60, show_default=True, help="The most that one may take."
)
@click.option("--pause", metavar="SECONDS", type=click.FloatRange(min=0), default=1, show_default=True, help="Between requests to one host.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Save no more than N documents.")
@click.option("--allow-private", is_flag=True, help="Permit addresses of private networks and of this machine.")
@shared
@click.pass_context
def command(
    context: click.Context,
    urls: tuple[str, ...],
    edgar: tuple[str, ...],
    form: tuple[str, ...],
    since: str | None,
    feed: tuple[str, ...],
    folder: Path,
    user_agent: str | None,
    max_size: int,
    timeout: float,
    pause: float,
    limit: int | None,
    allow_private: bool,
) -> int:
    """Saves documents into a folder, each beside a file NAME.meta.json that tells its address, when it was had, and the server's headers. What the
    folder holds already is only fetched again if it has changed, so a run that was broken off goes on where it stopped.

    robots.txt is obeyed. Addresses of private networks are refused, also where a public one leads there. EDGAR wants to know who asks: give
    --user-agent "Your Name you@example.com". Exits with 2 where an address gave no document; the others are saved.

    \b
    Examples:
      kg fetch https://wire.example/news/1.html --to releases
      kg fetch --edgar 1234567 --since 2020-01-01 --to filings --user-agent "Jane Roe jane@roe.example"
      kg fetch --feed https://wire.example/mining.rss --to releases
    """
    from kg.fetch import Bounds, Folder, Web, edgar_filings, feed_links
    from kg.fetch.listings import FORMS
    from kg.fetch.web import AGENT

    if not (urls or edgar or feed):
        raise KgError("nothing to fetch: name a URL, or say --edgar CIK or --feed URL")
    if edgar and not user_agent:
        raise KgError('EDGAR answers only to those who name themselves: add --user-agent "Your Name you@example.com", or set KG_USER_AGENT')
    failed: list[str] = []
    with Web(user_agent or AGENT, Bounds(max_size * 1_000_000, timeout, pause=pause), allow_private) as web:
        target = Folder(folder)
        wanted = list(urls)
        lists = [partial(edgar_filings, web, cik, form or FORMS, str(since or "")) for cik in edgar] + [partial(feed_links, web, url) for url in feed]
        for listed in lists:
            try:
                wanted += listed()
            except KgError as error:
                failed.append(str(error))
        for url in list(dict.fromkeys(wanted))[:limit]:
            try:
                fetched = target.fetch(web, url, datetime.now(UTC))
                click.echo(f"{fetched.outcome}\t{fetched.file}\t{url}")
            except KgError as error:
                failed.append(str(error))
    for one in failed:
        click.echo(f"kg: {one}", err=True)
    if failed:
        say(context, f"kg: {len(failed)} not fetched")
    return 2 if failed else 0
