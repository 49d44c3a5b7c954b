"""What outside world can the product be tried against, on this machine alone?"""
