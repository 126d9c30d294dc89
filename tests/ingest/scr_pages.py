"""Pages in the shape of securitycouncilreport.org, with words of our own."""

from __future__ import annotations

SITE = "https://www.securitycouncilreport.org"
BRIEF_URL = f"{SITE}/whatsinblue/2024/07/debate-on-cooperation-with-the-league.php"
FORECAST_URL = f"{SITE}/monthly-forecast/2019-09/cooperation-with-the-league-3.php"

_BODY = """
<p>Tomorrow morning (19 July), the Council will debate cooperation with the League of Lakes (LOL*).
The Secretary-General is expected to brief on <a href="https://docs.un.org/en/S/2024/500">his
report</a> (S/2024/500).</p>
<p>Russia has circulated a concept note (S/2024/512) that asks, among other things:</p>
<ul><li>How can lakes be shared?</li><li>Who pays for the boats?</li></ul>
<p>Members adopted resolution 2727 (2024) in March. Negotiations, it seems, were long, and several
members said that they would have preferred a shorter text with fewer preambular paragraphs than
the one that was put to the vote after two weeks of talks in New York and in the capitals.</p>
"""

BRIEF_PAGE = f"""<!DOCTYPE html>
<html lang="en-US"><head><title>Debate on Cooperation with the League* : What's In Blue : Security
Council Report</title><link rel="canonical" href="{BRIEF_URL}">
<meta property="og:site_name" content="Security Council Report">
<script>var tracking = "<div><div>";</script></head>
<body class="post-template sidebar-right">
<header><a href="/">Security Council Report</a><nav><ul><li><a href="/about">About</a></li></ul>
</nav></header>
<div id="content"><p class="section">What's In Blue</p>
<p class="posted">Posted Thu 18 Jul 2024</p>
<ul class="tools"><li><a href="?print=true">Print</a></li><li><a href="#">Share</a></li></ul>
<h1>Debate on Cooperation with the League*</h1>
<div class="entry-content">{_BODY}</div>
<p><a href="/sign-up">Sign up for&nbsp;What's In Blue emails</a></p></div>
<aside><h3>Latest</h3><p>Another post about something else.</p></aside>
<footer><p>Subscribe to receive SCR publications</p></footer></body></html>"""

BRIEF_PRINT = f"""<html><head><title>Debate on Cooperation with the League* : What's In Blue</title>
<link rel="canonical" href="{BRIEF_URL}?print=true#top"></head>
<body><h1>Debate on Cooperation with the League*</h1>{_BODY}</body></html>"""

FORECAST_PAGE = f"""<html lang="en"><head><title>Cooperation with the League, September 2019 Monthly
Forecast : Security Council Report</title><link rel="canonical" href="{FORECAST_URL}"></head><body>
<p>September 2019 Monthly Forecast</p><p>Posted 30 August 2019</p><ul><li>Share</li></ul>
<h1>Cooperation with the League</h1>
<p><strong>Expected Council Action</strong></p><p>In September, the Council will hold a debate.</p>
<h3>Key Issues</h3><p>The key issue is water.</p><h3>Options</h3>
<ul><li>Adopting a statement; or</li><li>doing nothing.</li></ul>
<h3>Council Dynamics</h3><p>Members are divided.</p><p>Subscribe to receive SCR publications</p>
</body></html>"""
